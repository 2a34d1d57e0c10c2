/** A comparison as text for a terminal. Pure: the same comparison and look give the same text. */
import type { Comparison } from '../comparison.ts';
import { indent, wrap } from './layout.ts';
import { differenceTables } from './comparison/differenceTables.ts';
import { measureTable } from './comparison/measureTable.ts';
import { runs } from './comparison/runs.ts';
import { createSheet, type Sheet } from './report/sheet.ts';
import type { Look } from './terminal.ts';

/** Ends with a line end. */
export function renderComparison(comparison: Comparison, look: Look, cwd = ''): string {
  const sheet = createSheet(look, cwd);
  const sections = [
    headline(comparison, sheet),
    runs(comparison, sheet),
    measureTable(comparison, sheet),
    ...differenceTables(comparison, sheet),
    remarks(comparison, sheet),
  ];
  return `\n${sections
    .filter((section) => section.length > 0)
    .map((section) => `${section.join('\n')}\n`)
    .join('\n')}`;
}

const headline = ({ speedup, summary, differs = [] }: Comparison, { paint, textWidth }: Sheet): string[] => {
  const lines = wrap(summary, textWidth);
  // Neither good nor bad news of the code: something else than it has changed.
  if (differs.length > 0) return lines.map((line) => indent + paint(line, 'bold'));
  const tone = !speedup?.isSignificant ? 'yellow' : speedup.value > 1 ? 'green' : 'red';
  return lines.map((line) => indent + paint(line, 'bold', tone));
};

const remarks = ({ notes, noiseBasis }: Comparison, sheet: Sheet): string[] => [
  ...(notes.length === 0 ? [] : [sheet.title('With care'), ...notes.flatMap((note) => sheet.warning(note)), '']),
  ...sheet.dimParagraph(noiseBasis),
];
