/**
 * The standalone HTML report: the panel's own code with its data inside, in one file that needs no network. Names and
 * paths come from somebody else's program, so nothing of the data may end the script element that holds it.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readManifest } from '../capture/manifest.ts';
import { readFunctionRanges } from '../capture/readFunctionRanges.ts';
import type { FunctionRanges } from '../capture/format/functionRanges.ts';
import { fileNotWritable, viewerMissing } from '../errors.ts';
import type { Report } from '../report.ts';
import { embedProfiles, type EmbeddedProfile } from './embeddedProfile.ts';

/** What the page reads from its data element; the profiles have elements of their own. */
export type StandaloneData = ReportData | ProfileData;

/** `capture` has the shape of the panel's CaptureInfo; profiles go by the id of their thread. */
export interface ReportData {
  readonly capture: { readonly id: string; readonly dir: string; readonly title: string; readonly startedAt: string };
  readonly report: Report;
  readonly functionRanges: FunctionRanges;
}

/** Profile files without a capture, in the shape of the panel's ProfileFile. */
export interface ProfileData {
  readonly title: string;
  readonly files: readonly {
    readonly id: string;
    readonly name: string;
    readonly sizeBytes: number;
    readonly pid: number | null;
    readonly threadId: number | null;
  }[];
}

export interface StandalonePage {
  readonly data: StandaloneData;
  readonly profiles: readonly EmbeddedProfile[];
}

export const htmlFileName = 'report.html';

/** Writes the report of a capture; `file` null means inside the capture. Gives the path. */
export async function writeHtmlReport(captureDir: string, report: Report, file: string | null): Promise<string> {
  return writePage(await reportPage(captureDir, report), file ?? path.join(captureDir, htmlFileName));
}

/** Writes a page into a file. Gives the path. */
export async function writePage(page: StandalonePage, target: string): Promise<string> {
  const [script, style] = await Promise.all([
    readFile(viewerFile('webview.js'), 'utf8'),
    readFile(viewerFile('webview.css'), 'utf8'),
  ]);
  try {
    await writeFile(target, standaloneHtml(page, script, style));
  } catch (error) {
    throw fileNotWritable(target, (error as NodeJS.ErrnoException).code ?? String(error));
  }
  return target;
}

export function standaloneHtml({ data, profiles }: StandalonePage, script: string, style: string): string {
  const nonce = randomBytes(18).toString('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    // The toolkit's components bring style elements of their own.
    "style-src 'unsafe-inline'",
    'img-src data:',
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml('capture' in data ? data.capture.title : data.title)}: Concurrency Profiler</title>
<style>${style.replace(/<\/style/gi, '<\\/style')}</style>
</head>
<body data-standalone>
<div id="root"></div>
<script type="application/json" id="report-data">${inertJson(data)}</script>
${profiles.map(profileElement).join('\n')}
<script nonce="${nonce}">${inertScript(script)}</script>
</body>
</html>
`;
}

/** JSON in which no `<` is left: it can neither end its element nor open a comment. */
export function inertJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/** `</script` ends the element, `<!--` changes how it is read; both occur in strings and regular expressions only. */
export function inertScript(script: string): string {
  return script.replace(/<(?=\/script|!--)/gi, '\\x3c');
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

/** Base64 holds nothing that could end its element. */
const profileElement = ({ id, gzipBase64 }: EmbeddedProfile): string =>
  `<script type="text/plain" data-profile="${escapeHtml(id)}">${gzipBase64}</script>`;

async function reportPage(captureDir: string, report: Report): Promise<StandalonePage> {
  const { id, script, command, startedAt, threads } = await readManifest(captureDir);
  const { embedded, tooLarge } = await embedProfiles(
    threads.flatMap(({ id, name, cpuProfile }) =>
      // Names come from a file that anybody may have written; they must not lead out of the folder.
      cpuProfile === null || path.basename(cpuProfile) !== cpuProfile
        ? []
        : [{ id, name: name || id, file: path.join(captureDir, cpuProfile) }],
    ),
  );
  const leftOut = `Too large for this page, so without a flame chart here: ${tooLarge.join(', ')}. The capture has it all.`;
  const data = {
    // The folder's path belongs to this machine; a report is made to be passed on.
    capture: { id, dir: '', title: script === null ? command.join(' ') : path.basename(script), startedAt },
    report: tooLarge.length === 0 ? report : { ...report, warnings: [...report.warnings, leftOut] },
    functionRanges: await readFunctionRanges(captureDir),
  };
  return { data, profiles: embedded };
}

/** Beside the bundle that we are part of; for the sources themselves, in dist/ further up. */
function viewerFile(name: string): string {
  for (let folder = __dirname; ; folder = path.dirname(folder)) {
    for (const candidate of [path.join(folder, name), path.join(folder, 'dist', name)]) {
      if (existsSync(candidate)) return candidate;
    }
    if (folder === path.dirname(folder)) throw viewerMissing(path.join(__dirname, name));
  }
}
