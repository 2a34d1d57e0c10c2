/** When to read the sampled heap. Reading forces a full collection in the program, so it is as rare as it is dear. Pure. */

/** What reading may cost, of the time elapsed; the agent keeps the same share. */
const checkpointShare = 0.01;
/** The first one, early, so that growth has a beginning. */
const firstAfterMicros = 250_000;
const shortestSpacingMicros = 1_000_000;
/** The last one may take this long: nobody wants to wait longer for a detached program. */
const longestFinalMicros = 2_000_000;

export class HeapPlan {
  readonly #startedAt: number;
  #nextAt: number;
  #spent = 0;
  #lastCost = 0;

  constructor(startedAt: number) {
    this.#startedAt = startedAt;
    this.#nextAt = startedAt + firstAfterMicros;
  }

  isDue(now: number): boolean {
    if (now < this.#nextAt) return false;
    return this.#spent === 0 || this.#spent + this.#lastCost <= (now - this.#startedAt) * checkpointShare;
  }

  /** Whether the last reading would be quick enough. */
  get finalIsCheap(): boolean {
    return this.#lastCost <= longestFinalMicros;
  }

  took(cost: number, now: number): void {
    this.#spent += cost;
    this.#lastCost = cost;
    this.#nextAt = now + Math.max(shortestSpacingMicros, cost / checkpointShare);
  }
}
