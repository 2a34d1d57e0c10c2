/** What the newest trial of a function of the program measured; `trial` itself prints more, and the panel has them all. */
import { trialChart } from '../trial/renderTrial.ts';
import type { Section } from './sheet.ts';

export const trials: Section = ({ trials: [newest, ...older] = [] }, sheet) => {
  if (!newest) return [];
  const { function: tried, conclusion } = newest;
  return [
    sheet.title(`Trial of ${tried.name}`),
    ...sheet.paragraph(conclusion),
    ...trialChart(newest, sheet),
    ...(older.length > 0 ? sheet.dim(`and ${older.length} earlier ${older.length === 1 ? 'one' : 'ones'}`) : []),
  ];
};
