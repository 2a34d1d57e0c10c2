/**
 * While operations are very frequent, the agent sees only those that begin in short windows, and says how many more began
 * in the rest behind each. The rest is filled with copies of what the window saw, in the same order and distance, as often
 * as the window fits into it: then what was in flight, and what waited for what, is there as it was in the window.
 *
 * Where more began in the rest than in as long a part of the window (the code was cold, or slowed by the hook), each waited
 * less: as many were in flight, and by Little's law the wait falls as the rate rises. Where fewer began, they came in a
 * burst or not at all, and waited as before.
 */
import type { OperationRests } from '../../capture/format/operations.ts';

/** A copy of an operation. */
export interface Copy {
  /** Position in the list that was given. */
  readonly of: number;
  readonly start: number;
  /** Operations that it stands for, for each that its original does. */
  readonly share: number;
  /** Of the original's wait. */
  readonly pace: number;
  /** 1 for the first copy, and so on. */
  readonly turn: number;
}

/** More copies of a window make the picture no truer; each then stands for several. */
const mostTurns = 16;
/** Of all copies together: 100 MB of columns. */
const mostCopies = 1_000_000;

/** `starts` are those of one thread's operations, in any order; `isWhole` is false for one that was never called back. */
export function copiesForRests(
  starts: ArrayLike<number>,
  isWhole: (at: number) => boolean,
  rests: readonly OperationRests[],
): Copy[] {
  if (rests.length === 0) return [];
  const order = Uint32Array.from({ length: starts.length }, (_, at) => at).sort(
    (a, b) => (starts[a] as number) - (starts[b] as number),
  );
  const turnsAllowed = Math.max(1, Math.min(mostTurns, Math.floor(mostCopies / Math.max(1, starts.length))));
  const copies: Copy[] = [];
  let next = 0;
  for (const { window, start, end, times } of [...rests].sort((a, b) => a.start - b.start)) {
    const [seen, rest] = [start - window, end - start];
    if (!(seen > 0 && rest > 0 && times > 0)) continue; // a damaged record
    const turns = Math.max(1, Math.min(turnsAllowed, Math.round(rest / seen)));
    const turnMicros = rest / turns;
    const pace = Math.min(1, rest / seen / times);
    while (next < order.length && (starts[order[next] as number] as number) < window) next++;
    for (; next < order.length && (starts[order[next] as number] as number) < start; next++) {
      const of = order[next] as number;
      if (!isWhole(of)) continue;
      const place = ((starts[of] as number) - window) / seen;
      for (let turn = 0; turn < turns; turn++)
        copies.push({ of, start: start + (turn + place) * turnMicros, share: times / turns, pace, turn: turn + 1 });
    }
  }
  return copies;
}
