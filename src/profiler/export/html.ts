/**
 * The standalone HTML report: the panel's own code with its data inside, in one file that needs no network. Names and
 * paths come from somebody else's program, so nothing of the data may end the script element that holds it.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { loadCapture } from '../capture/load.ts';
import type { LoadedThread } from '../capture/format/loaded.ts';
import type { FunctionRanges } from '../capture/format/functionRanges.ts';
import type { CpuProfile } from '../capture/format/profiles.ts';
import { fileNotWritable, viewerMissing } from '../errors.ts';
import type { Report } from '../report.ts';

/** What the page reads from its data element. `capture` has the shape of the panel's CaptureInfo. */
export interface StandaloneData {
  readonly capture: { readonly id: string; readonly dir: string; readonly title: string; readonly startedAt: string };
  readonly report: Report;
  readonly cpuProfiles: Readonly<Record<string, CpuProfile>>;
  readonly functionRanges: FunctionRanges;
}

export const htmlFileName = 'report.html';

/** Writes the report of a capture; `file` null means inside the capture. Gives the path. */
export async function writeHtmlReport(captureDir: string, report: Report, file: string | null): Promise<string> {
  const target = file ?? path.join(captureDir, htmlFileName);
  const [script, style, data] = await Promise.all([
    readFile(viewerFile('webview.js'), 'utf8'),
    readFile(viewerFile('webview.css'), 'utf8'),
    standaloneData(captureDir, report),
  ]);
  try {
    await writeFile(target, standaloneHtml(data, script, style));
  } catch (error) {
    throw fileNotWritable(target, (error as NodeJS.ErrnoException).code ?? String(error));
  }
  return target;
}

export function standaloneHtml(data: StandaloneData, script: string, style: string): string {
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
<title>${escapeHtml(data.capture.title)}: Concurrency Profiler</title>
<style>${style.replace(/<\/style/gi, '<\\/style')}</style>
</head>
<body data-standalone>
<div id="root"></div>
<script type="application/json" id="report-data">${inertJson(data)}</script>
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

async function standaloneData(captureDir: string, report: Report): Promise<StandaloneData> {
  const { manifest, threads, functionRanges } = await loadCapture(captureDir);
  const { embedded, leftOut } = embeddable(threads);
  const { id, script, command, startedAt } = manifest;
  return {
    // The folder's path belongs to this machine; a report is made to be passed on.
    capture: { id, dir: '', title: script === null ? command.join(' ') : path.basename(script), startedAt },
    report: leftOut === null ? report : { ...report, warnings: [...report.warnings, leftOut] },
    cpuProfiles: embedded,
    functionRanges,
  };
}

/** Browsers parse this much JSON in about a second; beyond it the page would open with a long pause. */
const mostProfileCharacters = 40_000_000;

/** The threads' profiles in their order, main thread first, until the page would get too large. */
function embeddable(threads: readonly LoadedThread[]): {
  embedded: Record<string, CpuProfile>;
  leftOut: string | null;
} {
  const embedded: Record<string, CpuProfile> = {};
  const left: string[] = [];
  let room = mostProfileCharacters;
  for (const { entry, cpuProfile } of threads) {
    if (cpuProfile === null) continue;
    const size = JSON.stringify(cpuProfile).length;
    if (size > room) {
      left.push(entry.name || entry.id);
      continue;
    }
    room -= size;
    embedded[entry.id] = cpuProfile;
  }
  const leftOut =
    left.length === 0
      ? null
      : `Too large for this page, so without a flame chart here: ${left.join(', ')}. The capture has it all.`;
  return { embedded, leftOut };
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
