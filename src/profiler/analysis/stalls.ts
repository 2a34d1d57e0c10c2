/** Stretches in which the main thread did not come back to its event loop: whoever wanted it had to wait that long. */
import { endOfSample } from '../capture/format/cpuColumns.ts';
import type { Stall } from '../report.ts';
import { functionOfNode, type SampledThread } from './threadRuns.ts';

/** From here on a user notices, and a server misses three frames of 60 Hz or a whole request. */
export const shortestStallMicros = 50_000;
/** The largest ones; a list of hundreds helps nobody. */
const mostStalls = 50;

/** From `firstSample` on: what Node does before the program begins holds nobody up. */
export function findStalls(
  main: SampledThread,
  responsible: Int32Array,
  runStartMicros: number,
  firstSample = 0,
): Stall[] {
  const { columns, isIdle } = main;
  const count = columns.nodeOfSample.length;
  const stalls: Stall[] = [];
  for (let from = firstSample; from < count; from++) {
    if (isIdle[from] === 1) continue;
    let to = from;
    while (to + 1 < count && isIdle[to + 1] !== 1) to++;
    const start = columns.timeOfSample[from] as number;
    const duration = endOfSample(columns, to) - start;
    if (duration >= shortestStallMicros) {
      const culprit = dominant(main, responsible, from, to);
      stalls.push({
        startMs: (start - runStartMicros) / 1000,
        durationMs: duration / 1000,
        location: culprit?.location ?? null,
        name: culprit?.name ?? '(program)',
      });
    }
    from = to;
  }
  return stalls.sort((a, b) => b.durationMs - a.durationMs).slice(0, mostStalls);
}

function dominant(main: SampledThread, responsible: Int32Array, from: number, to: number) {
  const { columns } = main;
  const times = new Map<number, number>();
  let best: { frame: number; time: number } | null = null;
  for (let i = from; i <= to; i++) {
    const node = columns.nodeOfSample[i] as number;
    if (node < 0) continue;
    const owner = responsible[node] as number;
    if (functionOfNode(main, owner).pseudo !== null) continue;
    const frame = columns.frameOfNode[owner] as number;
    const time = (times.get(frame) ?? 0) + endOfSample(columns, i) - (columns.timeOfSample[i] as number);
    times.set(frame, time);
    if (best === null || time > best.time) best = { frame, time };
  }
  return best === null ? null : (main.functionOfFrame[best.frame] ?? null);
}
