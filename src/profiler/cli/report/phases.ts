/** Stretches of the run that differ from one another. */
import { budgetBar } from '../budgetBar.ts';
import { duration } from '../quantities.ts';
import type { Section } from './sheet.ts';
import { causeName, className, classTone } from './words.ts';

const mostPhases = 8;
/** From here on bars are as long as they read well. */
const roomyWidth = 72;

export const phases: Section = ({ phases: all = [] }, sheet) => {
  if (all.length < 2) return [];
  const barWidth = sheet.look.width < roomyWidth ? 8 : 16;
  const rows = all.slice(0, mostPhases).map(({ startMs, endMs, class: bound, cause, budget }) => ({
    span: `${startMs < 1 ? 0 : duration(startMs)} to ${duration(endMs)}`,
    bar: budgetBar(budget, barWidth, sheet.look, sheet.paint),
    bound,
    cause: cause === null ? '' : `, ${causeName[cause]}`,
  }));
  const spanWidth = Math.max(...rows.map(({ span }) => span.length));
  return [
    sheet.title('Phases'),
    ...rows.map(({ span, bar, bound, cause }) => {
      const room = sheet.textWidth - spanWidth - barWidth - '    '.length - className[bound].length;
      const shownCause = cause.length > room ? '' : cause;
      return `  ${span.padStart(spanWidth)}  ${bar}  ${sheet.paint(className[bound], classTone[bound])}${shownCause}`;
    }),
    ...(all.length > mostPhases ? sheet.dim(`and ${all.length - mostPhases} more`) : []),
  ];
};
