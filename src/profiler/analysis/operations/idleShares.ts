/**
 * Whom the event loop waited for: each idle stretch of the main thread is shared among the operations open then, each by
 * its weight. Not everything open is waited for alike, so only the operations of the lowest rank share:
 *
 *   0  I/O that was answered
 *   1  child processes and workers that answered; some run along with the program and are not waited for at all
 *   2  timers that came due: beside I/O a timer is a limit, a poll or a spinner
 *   3  what was never answered: a subscription, or the request during which the run was stopped
 *   4  timers that never came due: limits such as `setTimeout(abort, 30_000)`
 *   5  operations of other threads, for a main thread that has none of its own
 */
import { accumulateSamples, valueAt, type Accumulated } from '../accumulated.ts';
import { waitingShare, type SampledThread } from '../threadRuns.ts';
import type { Operations } from './readOperations.ts';
import { measureWindows, OpenWeights, type Windows } from './idleWindows.ts';
import { otherThreads, rankCount, timerRanks } from './waitRanks.ts';
import { walkSpans, type Spans } from './walk.ts';

export interface IdleShares {
  /** Microseconds, by operation. */
  readonly ofRow: Float64Array;
  /** Idle while no operation was open. */
  readonly other: number;
  readonly total: number;
  /** Of operations other than timers, the thread's own and those of others. */
  readonly ownIo: OpenIo;
  readonly othersIo: OpenIo;
}

/** Over the idle time that fell to them: how many shared it, times microseconds. */
export interface OpenIo {
  open: number;
  time: number;
}

/** Of the idle time from one moment to another. */
export function shareIdleTime(
  operations: Operations,
  spans: Spans,
  main: SampledThread | null,
  mainThread: number,
  from = -Infinity,
  to = Infinity,
): IdleShares {
  const ofRow = new Float64Array(operations.count);
  if (main === null) return { ofRow, other: 0, total: 0, ownIo: noIo(), othersIo: noIo() };
  const { columns } = main;
  const idle = idleTime(main, from, to);
  const total = valueAt(idle, columns.endMicros) - valueAt(idle, columns.startMicros);
  const windows = operations.isSampled ? measureWindows(operations, spans, mainThread, idleReader(idle)) : null;
  const sharing = new Sharing(operations, mainThread, idleReader(idle), windows, ofRow);
  walkSpans(spans, sharing);
  const { ownIo, othersIo } = sharing;
  return { ofRow, other: Math.max(0, total - sharing.shared), total, ownIo, othersIo };
}

/** Time in which the event loop waited, as it grows; of the samples from one moment to another. */
export const idleTime = (main: SampledThread, from = -Infinity, to = Infinity): Accumulated =>
  accumulateSamples(main.columns.timeOfSample, main.columns.endMicros, (sample) => {
    const time = main.columns.timeOfSample[sample] as number;
    return time < from || time >= to ? 0 : waitingShare(main, sample);
  });

const noIo = (): OpenIo => ({ open: 0, time: 0 });

/** Idle time up to a moment; asked in order of time, so one walk along the samples answers all questions. */
function idleReader({
  times,
  values,
}: {
  times: ArrayLike<number>;
  values: ArrayLike<number>;
}): (time: number) => number {
  let next = 0;
  return (time) => {
    while (next < times.length && (times[next] as number) <= time) next++;
    if (next === 0) return 0;
    const [t0, v0] = [times[next - 1] as number, values[next - 1] as number];
    if (next >= times.length) return v0;
    const [t1, v1] = [times[next] as number, values[next] as number];
    return t1 > t0 ? v0 + ((v1 - v0) * (time - t0)) / (t1 - t0) : v1;
  };
}

class Sharing {
  shared = 0;
  readonly ownIo = noIo();
  readonly othersIo = noIo();
  readonly #operations: Operations;
  readonly #idleUntil: (time: number) => number;
  readonly #windows: Windows | null;
  readonly #ofRow: Float64Array;
  readonly #open: OpenWeights;
  /** By rank: what one operation that was open all the time would have got. */
  readonly #given = new Float64Array(rankCount);
  readonly #givenAtStart: Float64Array;
  #before = 0;
  #window = 0;

  constructor(
    operations: Operations,
    mainThread: number,
    idleUntil: (time: number) => number,
    windows: Windows | null,
    ofRow: Float64Array,
  ) {
    this.#operations = operations;
    this.#idleUntil = idleUntil;
    this.#windows = windows;
    this.#ofRow = ofRow;
    this.#open = new OpenWeights(operations, mainThread);
    this.#givenAtStart = new Float64Array(operations.count);
  }

  reach(time: number): void {
    const windows = this.#windows;
    while (windows && time >= (windows.ends[this.#window] as number)) {
      this.#settle(windows.ends[this.#window] as number);
      this.#window++;
    }
    this.#settle(time);
  }

  #settle(time: number): void {
    const until = this.#idleUntil(time);
    const idle = until - this.#before;
    this.#before = until;
    if (!(idle > 0)) return;
    if (this.#windows?.isSampled[this.#window] === 1) {
      const open = this.#windows.open[this.#window] as Float64Array;
      const rates = this.#windows.rates[this.#window] as Float64Array;
      rates.forEach((rate, rank) => this.#give(rank, rate * idle, open[rank] as number));
      return;
    }
    const rank = this.#open.byRank.findIndex((weight) => weight > 0);
    if (rank < 0) return;
    const open = this.#open.byRank[rank] as number;
    this.#give(rank, idle / open, open);
  }

  /** `amount` is for each; where fewer than one are open on average, they are so one at a time. */
  #give(rank: number, amount: number, open: number): void {
    this.#given[rank] = (this.#given[rank] as number) + amount;
    if (timerRanks.has(rank)) return;
    const io = rank === otherThreads ? this.othersIo : this.ownIo;
    io.time += amount * open;
    io.open += amount * open * Math.max(1, open);
  }

  open(row: number): void {
    const rank = this.#open.change(row, 1);
    this.#givenAtStart[row] = this.#given[rank] as number;
  }

  close(row: number): void {
    const rank = this.#open.change(row, -1);
    const share =
      ((this.#given[rank] as number) - (this.#givenAtStart[row] as number)) * (this.#operations.weight[row] as number);
    this.#ofRow[row] = Math.max(0, share);
    this.shared += Math.max(0, share);
  }
}
