/** The url of a script → what an editor can open: an absolute path, or a web address; null for everything else. */
export function fileOfUrl(url: string): string | null {
  if (url.startsWith('file://')) return pathOfFileUrl(url);
  if (url.startsWith('/') || /^[A-Za-z]:[\\/]/.test(url) || url.startsWith('\\\\')) return url;
  if (/^https?:\/\//.test(url)) return url;
  return null; // node:fs, evalmachine.<anonymous>, [eval], wasm://…, data:…, webpack://…
}

function pathOfFileUrl(url: string): string | null {
  const [, host = '', path = ''] = /^file:\/\/([^/]*)(\/[^?#]*)?/.exec(url) ?? [];
  const decoded = decode(path);
  if (decoded === null || decoded === '') return null;
  if (host !== '' && host !== 'localhost') return `\\\\${host}${decoded.replaceAll('/', '\\')}`;
  return /^\/[A-Za-z]:/.test(decoded) ? decoded.slice(1).replaceAll('/', '\\') : decoded;
}

/** Null for a stray percent sign: such a url names no file that we could open for sure. */
function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
