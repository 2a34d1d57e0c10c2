/** Every thread of the process with its role and CPU clock, from Linux' /proc. Elsewhere there are no rows. */
import type { CpuCounters, ThreadRole } from '../capture/format/capture.ts';
import { pid, platform, readdirSync, readFileSync } from './originals.ts';
import { readSchedstat } from './osThread.ts';
import type { SharedState } from './sharedState.ts';
import { roleOf } from './threadRoles.ts';

type Row = CpuCounters['threads'][number];

const tasks = '/proc/self/task';
/** Ended threads keep their row, so that no CPU vanishes from the sums; programs that start thousands get one row a role. */
const endedRowsKept = 256;
/** Threads name themselves soon after they start; until then they carry the name of their creator. */
const nameSettlesAfter = 3;

export class OsThreads {
  readonly #state: SharedState;
  readonly #early: Set<number>;
  readonly #ownId: number | null;
  readonly #alive = new Map<number, { row: Row; name: string; seen: number }>();
  readonly #workers = new Set<number>();
  readonly #others = new Set<number>();
  #ended: Row[] = [];

  constructor(state: SharedState, early: readonly number[], ownId: number | null) {
    this.#state = state;
    this.#early = new Set(early);
    this.#ownId = ownId;
  }

  /** A thread of Node itself that looks like one of the pool where threads have no names. */
  markOther(osThreadId: number): void {
    this.#others.add(osThreadId);
  }

  update(): Row[] {
    if (platform !== 'linux' || this.#ownId === null) return [];
    const present = new Set(readdirSync(tasks).map(Number));
    this.#takeSlots();
    for (const id of present) this.#read(id);
    for (const id of this.#alive.keys()) if (!present.has(id)) this.#retire(id);
    return [...[...this.#alive.values()].map(({ row }) => row), ...this.#ended];
  }

  /** The threads' own last readings: those of the program's workers that ended since. */
  #takeSlots(): void {
    for (const slot of this.#state.slots()) {
      if (slot.threadId !== 0 && slot.osThreadId !== 0) this.#workers.add(slot.osThreadId);
      if (!slot.ended || slot.threadId === 0) continue;
      const row =
        this.#alive.get(slot.osThreadId)?.row ?? this.#ended.find(({ osThreadId }) => osThreadId === slot.osThreadId);
      if (row && slot.cpuMicros > row.cpuMicros)
        Object.assign(row, { cpuMicros: slot.cpuMicros, runQueueMicros: slot.runQueueMicros });
      this.#state.release(slot.index);
    }
  }

  #read(id: number): void {
    const clock = readSchedstat(`${tasks}/${id}`);
    if (!clock) return;
    const before = this.#alive.get(id);
    // The kernel has given the number to a new thread.
    if (before && clock.cpuMicros < before.row.cpuMicros) this.#retire(id);
    const known = this.#alive.get(id);
    const seen = (known?.seen ?? 0) + 1;
    const name = known && seen > nameSettlesAfter ? known.name : nameOf(id);
    const role = this.#roleOf(id, name);
    this.#alive.set(id, { row: { osThreadId: id, role, ...clock }, name, seen });
  }

  #roleOf(id: number, name: string): ThreadRole {
    return roleOf({
      name,
      isMain: id === pid,
      isWatcher: id === this.#ownId,
      isWorker: this.#workers.has(id),
      isNodeInternal: this.#others.has(id),
      isEarly: this.#early.has(id),
    });
  }

  #retire(id: number): void {
    const { row } = this.#alive.get(id)!;
    this.#alive.delete(id);
    this.#workers.delete(id);
    this.#ended.push(row);
    if (this.#ended.length > endedRowsKept) this.#ended = foldByRole(this.#ended);
  }
}

function nameOf(id: number): string {
  try {
    return readFileSync(`${tasks}/${id}/comm`, 'latin1').trim();
  } catch {
    return '';
  }
}

/** One row a role, of thread 0. */
function foldByRole(rows: readonly Row[]): Row[] {
  const folded = new Map<ThreadRole, Row>();
  for (const { role, cpuMicros, runQueueMicros } of rows) {
    const sum = folded.get(role) ?? { osThreadId: 0, role, cpuMicros: 0, runQueueMicros: 0 };
    folded.set(role, {
      ...sum,
      cpuMicros: sum.cpuMicros + cpuMicros,
      runQueueMicros: sum.runQueueMicros + runQueueMicros,
    });
  }
  return [...folded.values()];
}
