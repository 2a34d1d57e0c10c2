/**
 * CPU clocks of a process on this machine, read from outside (Linux). All of them start at 0 when we attach: what was used
 * before is not part of the measured span.
 */
import type { CpuCounters } from '../../capture/format/capture.ts';
import {
  readBirth,
  readDescendants,
  readProcessTimes,
  readSchedulerClock,
  readTaskIds,
  readTaskName,
  type SchedulerClock,
} from './procFiles.ts';
import { rolesOf, type KernelThread, type KnownThreads } from './threadRoles.ts';

export class ProcessClocks {
  readonly #pid: number;
  readonly #known: KnownThreads & { readonly workerIds: Set<number> };
  readonly #threads = new Map<number, KernelThread>();
  /** Readings at the first look; threads that come later start at 0 by themselves. */
  #baseline: Map<number, SchedulerClock> | null = null;
  #processBaseline = { userMicros: 0, systemMicros: 0 };
  #childrenBaseline = 0;
  #childrenMicros = 0;
  /** Children that were there at any look. */
  sawChildren = false;

  constructor(pid: number, nodeMajor: number, before: ReadonlySet<number> | null) {
    this.#pid = pid;
    this.#known = { mainId: pid, workerIds: new Set(), before, nodeMajor };
  }

  addWorker(osThreadId: number): void {
    this.#known.workerIds.add(osThreadId);
  }

  /** Null when the process is gone, or the kernel keeps no such clocks. */
  async read(t: number): Promise<CpuCounters | null> {
    const clocks = new Map<number, SchedulerClock>();
    for (const id of await readTaskIds(this.#pid)) {
      const clock = await readSchedulerClock(this.#task(id));
      if (!clock) continue;
      clocks.set(id, clock);
      await this.#meet(id);
    }
    const times = await readProcessTimes(this.#pid);
    if (clocks.size === 0 || times === null) return null;
    const children = times.reapedMicros + (await this.#livingChildren());
    if (this.#baseline === null) {
      this.#baseline = new Map(clocks);
      this.#processBaseline = times;
      this.#childrenBaseline = children;
    }
    // A child that is gone and not waited for takes its time along; the sum never goes back.
    this.#childrenMicros = Math.max(this.#childrenMicros, children - this.#childrenBaseline);
    const roles = rolesOf([...this.#threads.values()], this.#known);
    const baseline = this.#baseline;
    return {
      k: 'cpu',
      t,
      process: {
        userMicros: times.userMicros - this.#processBaseline.userMicros,
        systemMicros: times.systemMicros - this.#processBaseline.systemMicros,
      },
      threads: [...clocks].map(([id, clock]) => ({
        osThreadId: id,
        role: roles.get(id) ?? 'other',
        cpuMicros: clock.cpuMicros - (baseline.get(id)?.cpuMicros ?? 0),
        runQueueMicros: clock.runQueueMicros - (baseline.get(id)?.runQueueMicros ?? 0),
      })),
      foreignChildrenMicros: this.#childrenMicros,
    };
  }

  #task(id: number): string {
    return `/proc/${this.#pid}/task/${id}`;
  }

  /** Threads name themselves soon after they start, so a new one is looked at again. */
  async #meet(id: number): Promise<void> {
    const known = this.#threads.get(id);
    const born = known?.born ?? (await readBirth(this.#task(id))) ?? 0;
    this.#threads.set(id, { id, name: await readTaskName(this.#task(id)), born });
  }

  async #livingChildren(): Promise<number> {
    let sum = 0;
    for (const child of await readDescendants(this.#pid)) {
      const times = await readProcessTimes(child);
      if (!times) continue;
      this.sawChildren = true;
      sum += times.userMicros + times.systemMicros + times.reapedMicros;
    }
    return sum;
  }
}
