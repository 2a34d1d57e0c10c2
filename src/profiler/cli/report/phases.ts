/** Stretches of the run that differ from one another. */
import { budgetBar } from '../budgetBar.ts';
import { indent } from '../layout.ts';
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
  const nameWidth = Math.max(...rows.map(({ bound }) => className[bound].length));
  const hasBars = spanWidth + barWidth + nameWidth + '    '.length <= sheet.textWidth;
  return [
    sheet.title('Phases'),
    ...rows.flatMap(({ span, bar, bound, cause }) => {
      const name = sheet.paint(className[bound], classTone[bound]);
      // In a narrow terminal the times and the class take a line each.
      if (spanWidth + nameWidth + '  '.length > sheet.textWidth) return [indent + span, indent.repeat(2) + name];
      const room = sheet.textWidth - spanWidth - barWidth - '    '.length - className[bound].length;
      const shownCause = cause.length > room ? '' : cause;
      return `${indent}${span.padStart(spanWidth)}  ${hasBars ? `${bar}  ` : ''}${name}${shownCause}`;
    }),
    ...(all.length > mostPhases ? sheet.dim(`and ${all.length - mostPhases} more`) : []),
  ];
};
