/** What pointing at a measured line tells. Pure. */
import type { FrameCategory, Report } from '../../profiler/report.ts';
import { sampledMs, type FileAnnotations, type MeasuredFunction } from './annotationIndex.ts';
import { className, duration, percent } from './wording.ts';

/** Markdown, or null where nothing was measured. `line` is 1-based; `link` opens the report. */
export function hoverText(annotations: FileAnnotations, line: number, report: Report, link: string): string | null {
  const functions = annotations.functions.filter((measured) => measured.line === line);
  const lineSelfMs = annotations.lineSelfMs.get(line);
  if (functions.length === 0 && lineSelfMs === undefined) return null;
  const paragraphs = functions.map((measured) => functionText(measured));
  if (lineSelfMs !== undefined) {
    paragraphs.push(
      `This line: **${duration(lineSelfMs)}** self, ${percent(lineSelfMs / sampledMs(report))} of the run`,
    );
  }
  paragraphs.push(`${verdictText(report)} · [Open the report](${link})`);
  return paragraphs.join('\n\n');
}

function functionText(measured: MeasuredFunction): string {
  const rows = [
    ['Self', `${duration(measured.selfMs)}, the time in its own code`],
    ['Total', `${duration(measured.totalMs)} with what it calls, ${percent(measured.totalShare)} of the run`],
    ...(measured.calls === null ? [] : [['Calls', measured.calls.toLocaleString('en-US')]]),
    ['Kind', kindText(measured.category)],
  ];
  const table = rows.map(([label, text]) => `| ${label} | ${text} |`);
  return [`**${codeSpan(measured.name)}** as measured`, '', '| | |', '| :-- | :-- |', ...table].join('\n');
}

function verdictText({ verdict }: Report): string {
  return verdict.class === 'insufficient-data'
    ? 'There was too little data for a verdict on the program'
    : `${className(verdict.class)} program`;
}

function kindText(category: FrameCategory): string {
  switch (category) {
    case 'user':
      return 'your code';
    case 'dependency':
      return 'a dependency';
    case 'node':
      return 'Node.js itself';
    case 'native':
      return 'native code';
    case 'gc':
      return 'garbage collection';
    case 'program':
      return 'outside of JavaScript';
  }
}

/** Names come from a program: as code they stay text. A fence longer than any run of backticks inside ends it. */
function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}
