/** Collections as the samples saw them: V8's own records of pauses carry no time stamps. */
import { endOfSample } from '../../capture/format/cpuColumns.ts';
import type { GcPauses } from '../../report.ts';
import type { MeasuredThread } from '../measureThreads.ts';
import { functionOfNode } from '../threadRuns.ts';

/** The longest ones: more marks than that fill a lane, and 20 kB of the report. */
const mostPauses = 250;
/** Sorted out from time to time: an hour of a program that always collects has millions. */
const mostHeld = 100 * mostPauses;

export function findGcPauses(threads: readonly MeasuredThread[], runStartMicros: number): GcPauses {
  let longest: GcPauses['longest'] = [];
  let count = 0;
  let totalMs = 0;
  for (const { run, samples } of threads) {
    const { columns } = samples;
    const isGc = (sample: number) => {
      const node = columns.nodeOfSample[sample] ?? -1;
      return node >= 0 && functionOfNode(samples, node).pseudo === 'gc';
    };
    for (let from = 0; from < columns.nodeOfSample.length; from++) {
      if (!isGc(from)) continue;
      let to = from;
      while (isGc(to + 1)) to++;
      const start = columns.timeOfSample[from] as number;
      const durationMs = (endOfSample(columns, to) - start) / 1000;
      longest.push({ threadId: run.entry.id, startMs: (start - runStartMicros) / 1000, durationMs });
      if (longest.length >= mostHeld) longest = longestOf(longest);
      count++;
      totalMs += durationMs;
      from = to;
    }
  }
  return { longest: longestOf(longest).sort((a, b) => a.startMs - b.startMs), count, totalMs };
}

const longestOf = (pauses: GcPauses['longest']): GcPauses['longest'] =>
  pauses.sort((a, b) => b.durationMs - a.durationMs).slice(0, mostPauses);
