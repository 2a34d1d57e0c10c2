/** GC pauses by V8's own profiler, which works in scripts that never yield too. */
import type { EventRecord } from '../capture/format/capture.ts';
import { GCProfiler, nowMicros } from './originals.ts';

type Add = (record: EventRecord) => void;

export class GcRecorder {
  #profiler: InstanceType<typeof GCProfiler> | null = null;

  start(): void {
    // Appeared in Node 18.15.
    if (typeof GCProfiler !== 'function') return;
    this.#profiler = new GCProfiler();
    this.#profiler.start();
  }

  /** Hands over the pauses so far and goes on. */
  take(add: Add): void {
    this.stop(add);
    this.start();
  }

  stop(add: Add): void {
    const result = this.#profiler?.stop();
    this.#profiler = null;
    const pauses = result?.statistics ?? [];
    if (pauses.length === 0) return;
    add({ k: 'gc', t: nowMicros(), pauses: pauses.map(({ gcType, cost }) => ({ type: gcType, cost })) });
  }
}
