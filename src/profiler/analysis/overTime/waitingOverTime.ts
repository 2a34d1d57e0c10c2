/** What was waited for, in equal stretches of the run: with it a graph of waits can show a part of the run. */
import type { WaitingOverTime } from '../../report.ts';
import { valueAt, type Accumulated } from '../accumulated.ts';

/** Two columns a group of the largest ones: 1 kB each where waits are few, 2 kB where they are everywhere. */
const stretches = 150;

export interface WaitsOfRows {
  readonly count: number;
  /** Microseconds, by operation: from its start until it was done, and until it was called back. */
  readonly start: Float64Array;
  readonly ready: Float64Array;
  readonly end: Float64Array;
  readonly weight: Float64Array;
  /** Its part of the idle time of the event loop. */
  readonly idle: Float64Array;
}

export interface RunClock {
  readonly startMicros: number;
  readonly endMicros: number;
  /** Time in which the event loop waited, as it grows. */
  readonly idle: Accumulated;
}

/** For each group, and last for all together; -1 is in no group. */
export function spreadWaits(
  rows: WaitsOfRows,
  groupOfRow: (row: number) => number,
  groups: number,
  { startMicros, endMicros, idle }: RunClock,
): WaitingOverTime[] {
  const width = (endMicros - startMicros) / stretches;
  const edges = Float64Array.from({ length: stretches + 1 }, (_, at) => startMicros + at * width);
  const idleAt = edges.map((edge) => valueAt(idle, edge));
  const make = () => ({ idle: new Float64Array(stretches), wait: new Float64Array(stretches) });
  const sums = Array.from({ length: groups + 1 }, make);
  const all = sums[groups] as ReturnType<typeof make>;
  all.idle.forEach((_, at) => (all.idle[at] = (idleAt[at + 1] as number) - (idleAt[at] as number)));
  const stretchOf = (time: number) => Math.max(0, Math.min(stretches - 1, Math.floor((time - startMicros) / width)));

  for (let row = 0; row < rows.count; row++) {
    const group = sums[groupOfRow(row)];
    const [start, ready, end] = [rows.start[row] as number, rows.ready[row] as number, rows.end[row] as number];
    const [first, last] = [stretchOf(start), stretchOf(Math.max(ready, end))];
    // The clock is asked twice a row at most; at the edges it is known.
    const [idleFrom, idleTo] = group && first < last ? [valueAt(idle, start), valueAt(idle, end)] : [0, 0];
    for (let at = first; at <= last; at++) {
      const [from, to] = [edges[at] as number, edges[at + 1] as number];
      const waited = (rows.weight[row] as number) * Math.max(0, Math.min(ready, to) - Math.max(start, from));
      add(all.wait, at, waited);
      if (!group) continue;
      add(group.wait, at, waited);
      if (first === last) add(group.idle, at, rows.idle[row] as number);
      else if (idleTo > idleFrom && end > from) {
        const inside = Math.min(idleTo, idleAt[at + 1] as number) - Math.max(idleFrom, idleAt[at] as number);
        add(group.idle, at, (Math.max(0, inside) / (idleTo - idleFrom)) * (rows.idle[row] as number));
      }
    }
  }
  return sums.map((sum) => ({ idleMs: inMs(sum.idle), waitMs: inMs(sum.wait) }));
}

/** To tenths; what is rounded off goes into the next value, so that the sum is that of the waits. */
function inMs(micros: Float64Array): number[] {
  let [sum, before] = [0, 0];
  return Array.from(micros, (value) => {
    const tenths = Math.round((sum += value) / 100) - before;
    before += tenths;
    return tenths / 10;
  });
}

function add(column: Float64Array, row: number, amount: number): void {
  column[row] = (column[row] as number) + amount;
}
