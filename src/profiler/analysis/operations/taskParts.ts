/** What tasks of all kinds have in common. */
import type { OperationKind } from '../../capture/format/operations.ts';
import type { Task } from '../../report.ts';

/** Fewer operations, or requests, say too little about how a task spends its time. */
export const fewestOperations = 5;
/** With 50 samples of a millisecond a share is known to 0.07. */
export const leastMicros = 50_000;

/** Microseconds by kind → the Report's list. */
export const waitsOfKinds = (kinds: readonly OperationKind[], waits: Float64Array): NonNullable<Task['waitsFor']> =>
  kinds
    .map((kind, number) => ({ kind, waitMs: (waits[number] as number) / 1000 }))
    .filter(({ waitMs }) => waitMs > 0)
    .sort((a, b) => b.waitMs - a.waitMs);

/** While these are open a thread of the pool computes for the task, or will when one is free: that is computing. */
const computingKinds: ReadonlySet<OperationKind> = new Set(['zlib', 'crypto']);

/** Of a task's waits, the part that its own program computes in libuv's pool. */
export function computingShareOf(kinds: readonly OperationKind[], waits: Float64Array): number {
  const all = waits.reduce((sum, wait) => sum + wait, 0);
  const computing = waits.reduce((sum, wait, number) => sum + (computingKinds.has(kinds[number]!) ? wait : 0), 0);
  return all > 0 ? computing / all : 0;
}
