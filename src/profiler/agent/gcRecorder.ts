/**
 * GC pauses by V8's own profiler, which works in scripts that never yield too. It takes heap statistics around every
 * collection and hands them over as text, which costs 40 µs and, all told, up to 200 (Node 20 and 24): awaits alone scavenge
 * 5,000 times a second, and ran 1.25 times as long with it. A tenth of a second of it already cost 90 ms. So it is on only
 * while collections are rare; the share of GC comes from the CPU samples in any case.
 */
import type { EventRecord } from '../capture/format/capture.ts';
import type { CpuProfile } from '../capture/format/profiles.ts';
import { GCProfiler, nowMicros } from './originals.ts';

type Add = (record: EventRecord) => void;

const microsPerPause = 40;
/** Of the time that passes. */
const mostShare = 0.005;
const microsPerSecond = 1_000_000;
const mostPausesPerSecond = (mostShare * microsPerSecond) / microsPerPause;
/** Samples, a millisecond apart, see one pause of this length in five; few scavenges are shorter. */
const seenOfPauses = 0.2;
/** Shorter windows hold the start of the program, or too few samples to see a rate. */
const shortestWindowSeconds = 0.5;
/** Where more would have been allowed in so short a time, a few pauses prove nothing. */
const shortestMicros = 20_000;

export class GcRecorder {
  #profiler: InstanceType<typeof GCProfiler> | null = null;
  #since = 0;
  #restUntil = 0;

  /** After each window of CPU samples: begins to record if the window shows few collections. */
  checkpoint(window: CpuProfile | null): void {
    if (window === null || this.#profiler !== null || nowMicros() < this.#restUntil) return;
    const seconds = (window.endTime - window.startTime) / microsPerSecond;
    if (seconds < shortestWindowSeconds) return;
    if (collectionsSeen(window) / seconds <= mostPausesPerSecond * seenOfPauses) this.#start();
  }

  /** Hands over the pauses so far, and goes on if they were few. */
  tick(add: Add): void {
    const lasted = nowMicros() - this.#since;
    if (this.#profiler === null || lasted < shortestMicros) return;
    const pauses = this.stop(add);
    if (pauses / (lasted / microsPerSecond) <= mostPausesPerSecond) this.#start();
    // What this took too much is made up for.
    else this.#restUntil = nowMicros() + (pauses * microsPerPause) / mostShare;
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

/** Stretches of GC among the samples. */
function collectionsSeen(window: CpuProfile): number {
  const collector = window.nodes.find(({ callFrame }) => callFrame.functionName === '(garbage collector)')?.id;
  if (collector === undefined) return 0;
  const samples = window.samples ?? [];
  let seen = 0;
  for (let at = 0; at < samples.length; at++) if (samples[at] === collector && samples[at - 1] !== collector) seen++;
  return seen;
}
