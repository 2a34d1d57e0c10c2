/** Requests that an HTTP server of the thread has taken, as the columns of one record. */
import type { RequestsRecord } from '../../capture/format/operations.ts';
import type { OperationContext } from './operationContext.ts';

export interface ServedRequest {
  readonly id: number;
  readonly start: number;
  weight: number;
  name: string;
  /** -1 while open. */
  end: number;
  status: number;
  busyMicros: number;
  path: number;
  /** Of what is begun for it without a stack of its own. */
  context: OperationContext | null;
}

export function requestsRecord(requests: readonly ServedRequest[]): RequestsRecord | null {
  if (requests.length === 0) return null;
  return {
    k: 'requests',
    id: requests.map(({ id }) => id),
    name: requests.map(({ name }) => name),
    start: requests.map(({ start }) => start),
    duration: requests.map(({ start, end }) => (end < 0 ? -1 : end - start)),
    status: requests.map(({ status }) => status),
    weight: requests.map(({ weight }) => weight),
    busy: requests.map(({ busyMicros }) => busyMicros),
    path: requests.map(({ path }) => path),
  };
}
