/** A timer waits until it is due; one that is cleared, or that the program does not wait for, is nobody's wait. */
import { timerHasRef } from '../originals.ts';
import type { Operation } from './operationLog.ts';
import type { OperationTable } from './operationTable.ts';

const microsPerMilli = 1000;

export interface TimerResource {
  readonly _idleTimeout: number;
  readonly _repeat: number | null;
  readonly _destroyed: boolean;
}

export const dueMicros = (timer: TimerResource): number => timer._idleTimeout * microsPerMilli;

/** Fired while callbacks were not followed: `clearTimeout` leaves another mark. Ends it when it was due. */
export function firedUnseen(operation: Operation): boolean {
  const timer = operation.resource as TimerResource | null;
  if (operation.kind !== 'timer' || timer === null || !timer._destroyed || timer._idleTimeout < 0) return false;
  operation.end = operation.start + operation.due;
  return true;
}

const isUnused = (timer: TimerResource): boolean => timer._destroyed || !timerHasRef(timer);

/** Each period of an interval is an operation: returns the next one. */
export function timerFired(table: OperationTable, operation: Operation): Operation | null {
  const timer = operation.resource as TimerResource;
  if (!timerHasRef(timer)) {
    table.forget(operation);
    return null;
  }
  table.end(operation);
  if (timer._repeat === null) return null;
  if (!table.isResting) table.sampler('timer').started += operation.weight;
  return table.beginTraced('timer', operation.weight, operation.context, { due: dueMicros(timer), resource: timer });
}

/** Timers that were cleared or let go, and processes that never started. */
export const neverEnds = ({ kind, resource }: Operation): boolean =>
  resource !== null &&
  ((kind === 'timer' && isUnused(resource as TimerResource)) ||
    (kind === 'child-process' && (resource as { pid?: number }).pid === undefined));
