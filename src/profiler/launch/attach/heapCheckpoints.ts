/**
 * When to read the sampled heap. Reading forces a full collection and holds the program up meanwhile: that of a service
 * is not to be felt. Pure.
 */

/** What reading may cost, of the time elapsed; the agent keeps the same share. */
const checkpointShare = 0.01;
const shortestSpacingMicros = 1_000_000;
/** The last one may take this long: about what a full collection of V8 takes that the program would not notice either. */
const longestFinalMicros = 250_000;
/** Before the first measurement: marking and reading took 1-3 µs a KiB of live heap. */
const presumedMicrosPerByte = 0.002;

export class HeapPlan {
  readonly #startedAt: number;
  #nextAt: number;
  #spent = 0;
  #microsPerByte = presumedMicrosPerByte;

  constructor(startedAt: number) {
    this.#startedAt = startedAt;
    this.#nextAt = startedAt + shortestSpacingMicros;
  }

  isDue(now: number, heapUsed: number): boolean {
    if (now < this.#nextAt) return false;
    return this.#spent + this.#predicted(heapUsed) <= (now - this.#startedAt) * checkpointShare;
  }

  /** Whether the last reading would be quick enough. */
  allowsFinal(heapUsed: number): boolean {
    return this.#predicted(heapUsed) <= longestFinalMicros;
  }

  took(cost: number, now: number, heapUsed: number): void {
    this.#spent += cost;
    this.#microsPerByte = cost / Math.max(1, heapUsed);
    this.#nextAt = now + shortestSpacingMicros;
  }

  #predicted(heapUsed: number): number {
    return heapUsed * this.#microsPerByte;
  }
}
