/** Sums up what the watchers of all processes report while the program runs. */
import type { FromWatcher } from '../capture/format/control.ts';

type Live = Extract<FromWatcher, { type: 'live' }>;

export interface LiveSum {
  cpuCores: number;
  heapUsedBytes: number;
  rssBytes: number;
  samples: number;
  threads: number;
}

export class LiveNumbers {
  readonly #running = new Map<number, { last: Live; cores: number }>();
  #samplesOfEnded = 0;

  update(message: Live): void {
    const before = this.#running.get(message.pid);
    this.#running.set(message.pid, { last: message, cores: before ? coresBetween(before.last, message) : 0 });
  }

  /** What a process used is free again; what was sampled stays. */
  ended(pid: number): void {
    this.#samplesOfEnded += this.#running.get(pid)?.last.samples ?? 0;
    this.#running.delete(pid);
  }

  sum(): LiveSum {
    const sum = { cpuCores: 0, heapUsedBytes: 0, rssBytes: 0, samples: this.#samplesOfEnded, threads: 0 };
    for (const { last, cores } of this.#running.values()) {
      sum.cpuCores += cores;
      sum.heapUsedBytes += last.heapUsedBytes;
      sum.rssBytes += last.rssBytes;
      sum.samples += last.samples;
      sum.threads += last.threads;
    }
    return sum;
  }
}

function coresBetween(before: Live, after: Live): number {
  const elapsed = after.t - before.t;
  return elapsed > 0 ? Math.max(0, (after.cpuMicros - before.cpuMicros) / elapsed) : 0;
}
