/** The Report as text for a terminal. Pure: the same report and look give the same text. */
import type { Report } from '../report.ts';
import { hotFunctionsTable } from './hotFunctionsTable.ts';
import { indent } from './layout.ts';
import { budget, evidence } from './report/budget.ts';
import { headline } from './report/headline.ts';
import { io } from './report/io.ts';
import { memory } from './report/memory.ts';
import { phases } from './report/phases.ts';
import { recommendations } from './report/recommendations.ts';
import { createSheet, type Section, type Sheet } from './report/sheet.ts';
import { stalls } from './report/stalls.ts';
import { stuck } from './report/stuck.ts';
import { tasks } from './report/tasks.ts';
import { threadPool } from './report/threadPool.ts';
import { threads } from './report/threads.ts';
import { trials } from './report/trials.ts';
import type { Look } from './terminal.ts';

export interface Places {
  readonly captureDir: string;
  readonly htmlFile: string | null;
}

const hotFunctions: Section = (report, sheet) =>
  report.hotFunctions.length === 0
    ? []
    : [
        sheet.title('Hot functions'),
        ...hotFunctionsTable(report.hotFunctions, sheet.place, {
          width: sheet.look.width,
          ellipsis: sheet.ellipsis,
          paint: sheet.paint,
        }),
      ];

const warnings: Section = (report, sheet) =>
  report.warnings.length === 0
    ? []
    : [sheet.title('Not measured, or with care'), ...report.warnings.flatMap((warning) => sheet.warning(warning))];

/** In the order of the page. */
const measured: readonly Section[] = [
  budget,
  evidence,
  phases,
  tasks,
  io,
  threadPool,
  hotFunctions,
  stalls,
  memory,
  threads,
  recommendations,
  trials,
];

/** Ends with a line end. */
export function renderReport(report: Report, look: Look, places: Places): string {
  const sheet = createSheet(look, report.run.cwd);
  // A program that hangs may have been sampled hardly at all, and still that is the answer.
  const sections = [stuck, headline, ...(report.sampling.cpuSamples < fewestSamples ? [] : measured), warnings];
  const text = [...sections.map((section) => section(report, sheet)), placesOf(places, sheet)]
    .filter((section) => section.length > 0)
    .map((section) => `${section.join('\n')}\n`)
    .join('\n');
  // A line between what the program printed and the report.
  return `\n${text}`;
}

/** Of fewer samples no share is known to a tenth; numbers would only look like an answer. */
const fewestSamples = 50;

const placesOf = ({ captureDir, htmlFile }: Places, { paint }: Sheet): string[] => [
  ...(htmlFile === null ? [] : [`${indent}${paint('HTML report', 'dim')}  ${htmlFile}`]),
  `${indent}${paint('Capture', 'dim')}      ${captureDir}`,
];
