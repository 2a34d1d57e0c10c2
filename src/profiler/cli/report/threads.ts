/** Every thread and process with its own budget, when there is more than one. */
import type { ThreadSummary } from '../../report.ts';
import { budgetBar } from '../budgetBar.ts';
import { clip, indent } from '../layout.ts';
import { duration, percent } from '../quantities.ts';
import type { Section, Sheet } from './sheet.ts';

const mostThreads = 8;
/** From here on bars are as long as they read well. */
const roomyWidth = 72;
/** `  label  bar   100 % of 12 min 34 s computing`, without label and bar. */
const rowElse = 36;
/** Narrower, bars and durations give way to the names. */
const fullWidth = 60;
/** `  label  100 % computing`, without label. */
const narrowRowElse = 19;

export const threads: Section = ({ threads: all }, sheet) => {
  if (all.length < 2) return [];
  const barWidth = sheet.look.width < roomyWidth ? 8 : 20;
  const shown = all.slice(0, mostThreads);
  const labels = shown.map((thread) => label(thread, barWidth, sheet));
  const labelWidth = Math.max(...labels.map((text) => [...text].length));
  const lines = shown.map(({ wallMs, budget }, row) => {
    const bar = budgetBar(budget, barWidth, sheet.look, sheet.paint);
    const busy = percent(budget.cpu + budget.gc).padStart(5);
    const name = labels[row]!.padEnd(labelWidth);
    if (sheet.look.width < fullWidth) return `${indent}${name}  ${busy} computing`;
    return `${indent}${name}  ${bar}  ${busy} of ${duration(wallMs)} computing`;
  });
  const more = all.length - shown.length;
  return [sheet.title('Threads and processes'), ...lines, ...(more > 0 ? sheet.dim(`and ${more} more`) : [])];
};

function label({ kind, name, pid, threadId }: ThreadSummary, barWidth: number, { look, ellipsis }: Sheet): string {
  const what = { main: 'main thread', worker: `worker ${threadId}`, process: `process ${pid}` }[kind];
  const text = name === '' || kind === 'main' ? what : `${what} ${name}`;
  return clip(text, look.width - (look.width < fullWidth ? narrowRowElse : rowElse + barWidth), ellipsis);
}
