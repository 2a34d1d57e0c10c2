/** How the main thread spent the run, who else computed, and the lines that led to the verdict. */
import { budgetBar, budgetLegend } from '../budgetBar.ts';
import { indent } from '../layout.ts';
import { duration, quantity } from '../quantities.ts';
import type { Section } from './sheet.ts';

export const budget: Section = ({ verdict, run }, sheet) => {
  const { cpu, gc, blocked, wait } = verdict.budget;
  if (!(cpu + gc + blocked + wait > 0)) return [];
  const elsewhere = Object.entries({
    'thread pool': verdict.offThreadCpuMs.threadPool,
    workers: verdict.offThreadCpuMs.workers,
    'child processes': verdict.offThreadCpuMs.childProcesses,
  }).filter(([, ms]) => ms >= 1);
  const { look, paint, textWidth } = sheet;
  return [
    sheet.title(`Main thread, ${duration(run.wallMs)}`),
    indent + budgetBar(verdict.budget, textWidth, look, paint),
    ...budgetLegend(verdict.budget, textWidth, look, paint).map((line) => indent + line),
    ...(elsewhere.length === 0
      ? []
      : sheet.paragraph(`CPU elsewhere: ${elsewhere.map(([name, ms]) => `${name} ${duration(ms)}`).join(', ')}`)),
  ];
};

/** Rows that are shown; the HTML report and the panel have them all. */
const mostEvidence = 6;

export const evidence: Section = ({ verdict }, sheet) => {
  if (verdict.evidence.length === 0) return [];
  const lines = verdict.evidence.slice(0, mostEvidence).flatMap(({ text, value, unit }) => {
    const shown = quantity(value, unit);
    return sheet.bullet(text.includes(shown) ? text : `${text}: ${shown}`);
  });
  return [sheet.title('Why'), ...lines];
};
