/** HTTP requests that the program served, of all its threads; one that is told of at every flush is one. */
import type { Operations, ThreadOfOperations } from './readOperations.ts';

export interface ServedRequest {
  readonly name: string;
  readonly thread: number;
  /** As operations name it. */
  readonly id: number;
  /** Microseconds. */
  readonly start: number;
  /** Null while open. */
  readonly duration: number | null;
  /** Of the event loop, in code of this request; null where not known. */
  readonly busy: number | null;
  readonly weight: number;
  readonly path: number;
}

export function readRequests(threads: readonly ThreadOfOperations[]): ServedRequest[] {
  return threads.flatMap(({ events }, thread) => {
    const byId = new Map<number, ServedRequest>();
    for (const event of events) {
      if (event.k !== 'requests') continue;
      event.id.forEach((id, at) => {
        const duration = event.duration[at] ?? -1;
        const busy = event.busy[at] ?? -1;
        byId.set(id, {
          name: event.name[at] ?? '',
          thread,
          id,
          start: event.start[at] ?? 0,
          duration: duration >= 0 ? duration : null,
          busy: busy >= 0 ? busy : null,
          weight: Math.max(1, event.weight[at] ?? 1),
          path: event.path[at] ?? -1,
        });
      });
    }
    return [...byId.values()];
  });
}

/** Identifies a request over all threads: ids of a thread stay below this. */
const mostIds = 2 ** 40;
export const requestKey = (thread: number, id: number): number => thread * mostIds + id;

/** Rows of the operations that belong to a request, in order of start, by request. */
export function rowsByRequest({ count, request, thread }: Operations): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  for (let row = 0; row < count; row++) {
    const id = request[row] as number;
    if (id < 0) continue;
    const key = requestKey(thread[row] as number, id);
    const list = rows.get(key);
    if (list) list.push(row);
    else rows.set(key, [row]);
  }
  return rows;
}
