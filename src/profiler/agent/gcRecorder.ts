/**
 * GC pauses by V8's own profiler, which works in scripts that never yield too. It takes heap statistics around every
 * collection, 40 µs each (Node 20 and 24): awaits alone scavenge 5,000 times a second, and ran 1.25 times as long with it.
 * So it is on only while collections are rare; the share of GC comes from the CPU samples in any case.
 */
import type { EventRecord } from '../capture/format/capture.ts';
import type { CpuProfile } from '../capture/format/profiles.ts';
import { GCProfiler, nowMicros } from './originals.ts';

type Add = (record: EventRecord) => void;

/** At 40 µs each, this many a second cost half a per cent. */
const mostPausesPerSecond = 120;
const microsPerSecond = 1_000_000;

export class GcRecorder {
  #profiler: InstanceType<typeof GCProfiler> | null = null;
  #since = 0;

  /** After each window of CPU samples: hands over the pauses so far, and records the next window if that is cheap. */
  checkpoint(window: CpuProfile | null, add: Add): void {
    const lasted = nowMicros() - this.#since;
    const rate =
      this.#profiler === null
        ? collectionsSeen(window) / secondsOf(window)
        : this.stop(add) / (lasted / microsPerSecond);
    if (rate <= mostPausesPerSecond) this.#start();
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

  #start(): void {
    // Appeared in Node 18.15.
    if (typeof GCProfiler !== 'function') return;
    this.#profiler = new GCProfiler();
    this.#profiler.start();
    this.#since = nowMicros();
  }
}

/** Stretches of GC among the samples: fewer than there were, since most scavenges fit between two samples. */
function collectionsSeen(window: CpuProfile | null): number {
  const collector = window?.nodes.find(({ callFrame }) => callFrame.functionName === '(garbage collector)')?.id;
  if (collector === undefined) return 0;
  const samples = window?.samples ?? [];
  let seen = 0;
  for (let at = 0; at < samples.length; at++) if (samples[at] === collector && samples[at - 1] !== collector) seen++;
  return seen;
}

const secondsOf = (window: CpuProfile | null): number =>
  window === null ? 1 : Math.max(1, window.endTime - window.startTime) / microsPerSecond;
