/** How much was open, in stretches of the run: what idle time is shared by where operations are sampled. */
import type { Operations } from './readOperations.ts';
import { rankCount, rankOf } from './waitRanks.ts';
import { walkSpans, type Spans } from './walk.ts';

/** Where only some operations are traced, this many make one window: enough to know how many were open to 0.1. */
const rowsOfWindow = 100;

/** Weights open, by rank. */
export class OpenWeights {
  readonly byRank = new Float64Array(rankCount);
  /** How many of them stand for more than themselves. */
  sampled = 0;
  readonly #operations: Operations;
  readonly #mainThread: number;

  constructor(operations: Operations, mainThread: number) {
    this.#operations = operations;
    this.#mainThread = mainThread;
  }

  change(row: number, sign: 1 | -1): number {
    const rank = rankOf(this.#operations, row, this.#mainThread);
    const weight = this.#operations.weight[row] as number;
    this.byRank[rank] = (this.byRank[rank] as number) + sign * weight;
    if (weight !== 1) this.sampled += sign;
    return rank;
  }
}

export interface Windows {
  readonly ends: Float64Array;
  /** By window and rank: idle time that one operation gets of each idle microsecond in which it is open. */
  readonly rates: readonly Float64Array[];
  /** By window and rank: how many were open, on average over its idle time. */
  readonly open: readonly Float64Array[];
  readonly isSampled: Uint8Array;
}

/**
 * Where operations are traced one in many, most moments show none although some are open. So a window shares its idle
 * time by the mean of what was open: all of it when that is one or more, and else the part in which one was open.
 */
export function measureWindows(
  operations: Operations,
  spans: Spans,
  mainThread: number,
  idleUntil: (time: number) => number,
): Windows {
  const count = Math.ceil(operations.count / rowsOfWindow);
  const ends = Float64Array.from({ length: count }, (_, window) =>
    window + 1 < count ? (operations.start[(window + 1) * rowsOfWindow] as number) : Infinity,
  );
  const isSampled = new Uint8Array(count);
  const idleOf = new Float64Array(count);
  const openOf = Array.from({ length: count }, () => new Float64Array(rankCount));
  const open = new OpenWeights(operations, mainThread);
  let window = 0;
  let before = 0;
  const settle = (time: number) => {
    const idle = idleUntil(time);
    idleOf[window] = (idleOf[window] as number) + idle - before;
    const sums = openOf[window] as Float64Array;
    for (let rank = 0; rank < rankCount; rank++) {
      sums[rank] = (sums[rank] as number) + (open.byRank[rank] as number) * (idle - before);
    }
    if (open.sampled > 0) isSampled[window] = 1;
    before = idle;
  };
  walkSpans(spans, {
    reach(time) {
      while (time >= (ends[window] as number)) {
        settle(ends[window] as number);
        window++;
      }
      settle(time);
    },
    open: (row) => open.change(row, 1),
    close: (row) => open.change(row, -1),
  });
  const means = openOf.map((sums, at) =>
    sums.map((sum) => ((idleOf[at] as number) > 0 ? sum / (idleOf[at] as number) : 0)),
  );
  return { ends, rates: means.map(ratesOf), open: means, isSampled };
}

function ratesOf(means: Float64Array): Float64Array {
  let left = 1;
  return means.map((open) => {
    const rate = left / Math.max(1, open);
    left -= rate * open;
    return Math.max(0, rate);
  });
}
