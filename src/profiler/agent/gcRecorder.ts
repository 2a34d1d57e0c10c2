/**
 * GC pauses by V8's own profiler, which works in scripts that never yield too. It takes heap statistics around every
 * collection: a program of nothing but awaits, which scavenges thousands of times a second, ran 1.4 times as long with it
 * (Node 20). So it rests while collections are frequent; the share of GC comes from the CPU samples in any case.
 */
import type { EventRecord } from '../capture/format/capture.ts';
import { GCProfiler, nowMicros } from './originals.ts';

type Add = (record: EventRecord) => void;

/** At some 40 µs each, this many a second cost half a per cent. */
const mostPausesPerSecond = 120;
/** A look at a busy heap lasts a tick (0.1 s) at up to 1.4 times the time: once in 20 s that is 0.2 %. */
const restMicros = 20_000_000;
/** A look has to be long enough for a rate. */
const shortestLookMicros = 50_000;
const microsPerSecond = 1_000_000;

export class GcRecorder {
  #profiler: InstanceType<typeof GCProfiler> | null = null;
  #since = 0;
  #restUntil = 0;
  /** Rate known to be low: reading waits for the next checkpoint. */
  #isCalm = false;

  start(): void {
    // Appeared in Node 18.15.
    if (typeof GCProfiler !== 'function') return;
    this.#profiler = new GCProfiler();
    this.#profiler.start();
    this.#since = nowMicros();
  }

  /** Between checkpoints: ends a first look, or a look after a rest, as soon as it can tell the rate. */
  tick(add: Add): void {
    const now = nowMicros();
    if (this.#profiler === null) {
      if (this.#restUntil > 0 && now >= this.#restUntil) this.start();
      return;
    }
    if (!this.#isCalm && now - this.#since >= shortestLookMicros) this.take(add);
  }

  /** Hands over the pauses so far and goes on, or rests. */
  take(add: Add): void {
    if (this.#profiler === null) return;
    const lasted = nowMicros() - this.#since;
    const rate = (this.stop(add) / Math.max(lasted, shortestLookMicros)) * microsPerSecond;
    this.#isCalm = rate <= mostPausesPerSecond;
    if (this.#isCalm) this.start();
    else this.#restUntil = nowMicros() + restMicros;
  }

  /** Number of pauses handed over. */
  stop(add: Add): number {
    const pauses = this.#profiler?.stop()?.statistics ?? [];
    this.#profiler = null;
    if (pauses.length === 0) return 0;
    const t = nowMicros();
    add({ k: 'gc', t, since: this.#since, pauses: pauses.map(({ gcType, cost }) => ({ type: gcType, cost })) });
    return pauses.length;
  }
}
