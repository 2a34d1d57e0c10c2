import type { Manifest } from '../capture/format/capture.ts';
import { queuedMicros, type MeasuredThread } from './measureThreads.ts';

/** Above this share the measuring itself is worth a word: the goal for a whole capture is 5 %. */
const noticeable = 0.05;

/** In a quiet run with processors to spare the queue takes less than 2 %. */
const crowded = 0.1;

const durationMs = ({ samples: { columns } }: MeasuredThread): number =>
  (columns.endMicros - columns.startMicros) / 1000;

/** Shares of a run shorter than this are shares of Node's start. */
const shortestForSharesMs = 500;

/** What could not be measured, and why; each sentence once. */
export function listWarnings(manifest: Manifest, found: readonly string[], main: MeasuredThread | null): string[] {
  const all = [...manifest.warnings, ...found];
  if (main && main.clock === null) {
    all.push(
      'This system gives no CPU clock per thread, so the time budgets are estimates: time blocked in synchronous calls is known by the calls’ names only, and counts as computing otherwise.',
    );
  }
  const lasted = main !== null && durationMs(main) >= shortestForSharesMs;
  const queued = lasted ? queuedMicros(main) / 1000 / durationMs(main) : 0;
  if (queued > crowded) {
    all.push(
      `The main thread was ready to compute but waited for a processor ${Math.round(100 * queued)} % of the time: other threads or programs held them all. Times are longer than on a quiet machine.`,
    );
  }
  if (lasted && main.budget.profiler > noticeable * main.budget.measured) {
    const share = Math.round((100 * main.budget.profiler) / (main.budget.measured + main.budget.profiler));
    all.push(`Measuring took ${share} % of the main thread; this is left out of all numbers.`);
  }
  if (manifest.state === 'recording') {
    all.push('The recording was cut off: what the program did in its last second may be missing.');
  }
  return [...new Set(all)];
}
