/** Operations that ended, or are open, as the columns of one record. */
import type { OperationKind, OperationsRecord } from '../../capture/format/operations.ts';
import type { OperationContext } from './operationContext.ts';

export interface Operation {
  readonly id: number;
  readonly kind: OperationKind;
  start: number;
  /** -1 while open. A request has one from its first byte on, which moves until its last. */
  end: number;
  readonly context: OperationContext;
  readonly weight: number;
  readonly due: number;
  bytes: number;
  /** Kept while open, where the resource itself tells whether it still counts. */
  resource: object | null;
  /** Has been told as open. */
  isTold: boolean;
  /** The next turn of an interval, begun in a rest: what stands for the rest counts it already. */
  readonly isUntold: boolean;
}

export function operationsRecord(operations: readonly Operation[], now: number): OperationsRecord | null {
  if (operations.length === 0) return null;
  const kinds = [...new Set(operations.map(({ kind }) => kind))];
  return {
    k: 'ops',
    kinds,
    kind: operations.map(({ kind }) => kinds.indexOf(kind)),
    start: operations.map(({ start }) => start),
    wait: operations.map(({ start, end }) => (end < 0 ? now : end) - start),
    open: operations.map(({ end }) => (end < 0 ? 1 : 0)),
    id: operations.map(({ id }) => id),
    path: operations.map(({ context }) => context.path ?? -1),
    weight: operations.map(({ weight }) => weight),
    bytes: operations.map(({ bytes }) => bytes),
    due: operations.map(({ due }) => due),
    request: operations.map(({ context }) => context.request?.id ?? -1),
  };
}
