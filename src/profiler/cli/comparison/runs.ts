/** Both runs: when, how long, verdict and budget. */
import type { ComparedRun, Comparison } from '../../comparison.ts';
import { budgetBar, budgetLegend } from '../budgetBar.ts';
import { indent } from '../layout.ts';
import { duration } from '../quantities.ts';
import { causeName, className, classTone } from '../report/words.ts';
import type { Sheet } from '../report/sheet.ts';

export const runs = ({ before, after }: Comparison, sheet: Sheet): string[] => [
  ...run('Before', before, sheet),
  '',
  ...run('After', after, sheet),
];

function run(when: string, { command, startedAt, wallMs, class: bound, cause, budget }: ComparedRun, sheet: Sheet) {
  const { paint, look, textWidth, sign } = sheet;
  const because = cause === null ? '' : `: ${causeName[cause]}`;
  const facts = [duration(wallMs), startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC'), command.join(' ')];
  const head = `${when.padEnd('Before'.length)}  ${className[bound]}`;
  const fits = head.length + because.length <= textWidth;
  return [
    `${indent}${paint(when.padEnd('Before'.length), 'bold')}  ${paint(className[bound], classTone[bound])}${fits ? because : ''}`,
    ...(fits || cause === null ? [] : sheet.paragraph(causeName[cause])),
    ...sheet.dim(sheet.clipped(facts.join(` ${sign.dash} `))),
    indent + budgetBar(budget, textWidth, look, paint),
    ...budgetLegend(budget, textWidth, look, paint).map((line) => indent + line),
  ];
}
