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
