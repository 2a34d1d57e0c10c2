/**
 * What two runs of an unchanged program differ by, as relative standard deviations.
 *
 * Measured: ten programs of 1.6 to 5 s (computing, collecting, thread pool, workers, serial and concurrent requests), ten
 * runs each, in turn, Node 20 on a 2-core Linux machine; runs that waited for a processor for a tenth of their time and
 * more left out, since that is known of each run and taken into account by itself (`queue.ts`).
 */
import type { Report } from '../report.ts';
import { queuedFor, spreadOf, type Estimate } from './noise.ts';
import { queuedTime } from './queue.ts';

export const runToRun = {
  wall: 0.04,
  cpu: 0.05,
  /** Time in one function, beyond the scatter of its samples. */
  functionTime: 0.06,
  wait: 0.04,
  gc: 0.2,
  heapPeak: 0.08,
  rssPeak: 0.02,
  live: 0.1,
  /** Of times: Node's own start alone takes 10 ms more or less. */
  jitterMs: 10,
  /** Of the heap's peak: the young generation is collected when a few megabytes more or less have gathered. */
  jitterBytes: 2_000_000,
} as const;

export function wallOf(report: Report): Estimate {
  const { totalMs, outsideMs } = queuedTime(report);
  return queuedFor(spreadOf(report.run.wallMs, runToRun.wall, runToRun.jitterMs), totalMs + outsideMs);
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** For whoever reads the comparison. */
export const noiseBasis =
  'Each side is one run, so its spread is not known. Assumed is what unchanged programs showed when they were run again: ' +
  `a standard deviation of ${percent(runToRun.wall)} of the wall time and ${percent(runToRun.functionTime)} of a function's time. ` +
  'To it come the number of samples, and the time in which other programs held the processors. Noise is the half width of the 95 % interval.';
