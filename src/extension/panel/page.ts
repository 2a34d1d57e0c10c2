/** The panel's page: a shell without data. What it shows arrives by messages. Pure. */

export interface PageParts {
  /** Of the webview; names the origin that its own files come from. */
  cspSource: string;
  scriptUri: string;
  styleUri: string;
  /** New for every page. */
  nonce: string;
  title: string;
}

/** Workers start from blobs only, because a webview's files have another origin than its page. */
export function pageHtml(parts: PageParts): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${parts.nonce}'`,
    `style-src ${parts.cspSource}`,
    `img-src ${parts.cspSource} data:`,
    `font-src ${parts.cspSource}`,
    `worker-src blob:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${escapeHtml(parts.styleUri)}">
  <title>${escapeHtml(parts.title)}</title>
</head>
<body>
  <script nonce="${parts.nonce}" src="${escapeHtml(parts.scriptUri)}"></script>
</body>
</html>
`;
}

/** A sentence and one link; nothing runs in it. */
export function noticeHtml(sentence: string, label: string, href: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'">
  <title>${escapeHtml(label)}</title>
</head>
<body>
  <main>
    <p role="alert">${escapeHtml(sentence)}</p>
    <p><a href="${escapeHtml(href)}">${escapeHtml(label)}</a></p>
  </main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
