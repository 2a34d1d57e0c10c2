/** V8's sampling heap profiler. Reading it forces a full collection, so checkpoints are as rare as they are dear. */
import type { HeapMode } from '../report.ts';
import type { HeapProfile } from '../capture/format/profiles.ts';
import type { Cdp } from './cdp.ts';
import { getHeapStatistics, nowMicros } from './originals.ts';

/** What reading checkpoints may cost, of the time elapsed. */
const checkpointShare = 0.01;
const shortestSpacingMicros = 1_000_000;
/**
 * Before the first measurement: marking and reading took 8 ms with a heap of 5 MB, 78 ms with one of 50 MB (Node 20). A
 * program that ends before it can pay for one has its growth measured against its start.
 */
const presumedMicrosPerByte = 0.0016;

const nodeMajor = Number(process.versions.node.split('.')[0]);
const firstMajorWithAllocated = 20;
export const canSampleAllocated = nodeMajor >= firstMajorWithAllocated;

export class HeapSampler {
  readonly #cdp: Cdp;
  readonly #startedAt = nowMicros();
  #running = false;
  #nextAt = this.#startedAt + shortestSpacingMicros;
  #spent = 0;
  #microsPerByte = presumedMicrosPerByte;

  constructor(cdp: Cdp) {
    this.#cdp = cdp;
  }

  start(mode: HeapMode, intervalBytes: number): void {
    const collected = mode === 'allocated' && canSampleAllocated;
    this.#cdp.call('HeapProfiler.startSampling', {
      samplingInterval: intervalBytes,
      includeObjectsCollectedByMajorGC: collected,
      includeObjectsCollectedByMinorGC: collected,
    });
    this.#running = true;
  }

  /** Null while the next checkpoint is not due, or would be too dear. */
  checkpoint(): HeapProfile | null {
    const now = nowMicros();
    if (!this.#running || now < this.#nextAt) return null;
    const allowed = (now - this.#startedAt) * checkpointShare;
    if (this.#spent + this.#predicted() > allowed) return null;
    return this.#read('HeapProfiler.getSamplingProfile');
  }

  /** Null when it would take longer; then the last checkpoint stands. */
  stop(longestMicros: number): HeapProfile | null {
    if (!this.#running) return null;
    if (this.#predicted() > longestMicros) return null;
    const profile = this.#read('HeapProfiler.stopSampling');
    this.#running = false;
    return profile;
  }

  #predicted(): number {
    return getHeapStatistics().used_heap_size * this.#microsPerByte;
  }

  #read(method: string): HeapProfile {
    const before = nowMicros();
    const { profile } = this.#cdp.call<{ profile: HeapProfile }>(method);
    const cost = nowMicros() - before;
    this.#spent += cost;
    this.#microsPerByte = cost / Math.max(1, getHeapStatistics().used_heap_size);
    this.#nextAt = nowMicros() + Math.max(shortestSpacingMicros, cost / checkpointShare);
    return profile;
  }
}
