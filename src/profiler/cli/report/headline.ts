/** The verdict, what was run, and how it ended. */
import type { Report, RunInfo } from '../../report.ts';
import { indent, wrap } from '../layout.ts';
import { duration, percent } from '../quantities.ts';
import type { Section } from './sheet.ts';
import { causeName, className, classTone } from './words.ts';

export const headline: Section = (report, sheet) => {
  const { verdict, run } = report;
  const cause = verdict.cause === null ? '' : `: ${causeName[verdict.cause]}`;
  const title = className[verdict.class] + cause;
  const sure = verdict.class === 'insufficient-data' ? '' : `confidence ${percent(verdict.confidence)}`;
  const space = sheet.look.width - indent.length - title.length - sure.length;
  const tone = classTone[verdict.class];
  const first = wrap(title, sheet.textWidth).map((line) => indent + sheet.paint(line, 'bold', tone));
  return [
    ...(space > 1 ? [(first.join('') + ' '.repeat(space) + sheet.paint(sure, 'dim')).trimEnd()] : first),
    ...(space <= 1 && sure !== '' ? sheet.dim(sure) : []),
    ...sheet.paragraph(withoutClass(verdict.summary)),
    '',
    ...sheet.dim(sheet.clipped(run.command.join(' '))),
    ...sheet.dimParagraph(
      `${ending(report)} ${duration(run.wallMs)} ${sheet.sign.dash} Node.js ${run.nodeVersion}, ${processors(run.cpuCount)}`,
    ),
    ...(run.exit.error === undefined ? [] : sheet.paragraph(`Error: ${withoutErrorPrefix(run.exit.error)}`)),
  ];
};

/** The headline has named it already. */
function withoutClass(summary: string): string {
  const rest = summary.replace(/^(CPU-bound|I\/O-bound|Mixed): /, '');
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** `Error: x` is an error of no special kind: the label says it already. */
const withoutErrorPrefix = (error: string) => error.replace(/^Error: /, '');

/** Goes on with how long it took. */
function ending({ run }: Report): string {
  return run.attached && run.exit.reason === 'stopped' ? 'Attached for' : `${howItEnded(run)} after`;
}

function howItEnded({ exit }: RunInfo): string {
  const how = exit.signal === null ? `with exit code ${exit.code ?? 'unknown'}` : `by ${exit.signal}`;
  switch (exit.reason) {
    case 'exited':
      return exit.code === 0 ? 'Ended' : `Ended ${how}`;
    case 'stopped':
      return 'Stopped';
    case 'killed':
      return exit.signal === null ? 'Cut off' : `Killed ${how}`;
    case 'crashed':
      return `Crashed ${how}`;
  }
}

const processors = (cpuCount: number) => (cpuCount === 1 ? '1 processor' : `${cpuCount} processors`);
