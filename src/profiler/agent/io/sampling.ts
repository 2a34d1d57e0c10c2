/**
 * Decides which operations are traced. A stack costs some ten microseconds, so under load one in `period` is taken, with
 * gaps drawn at random around the period: a loop of fixed length would otherwise always show the same of its lines. Each
 * traced operation stands for the whole gap before it, so weights add up to the exact count.
 */

/** The first of every kind are always traced: short programs are told completely. */
export const tracedAtFirst = 300;
/** Of what only helps to place operations: sockets and `process.nextTick`, ten of which come with every HTTP request. */
export const placedAtFirst = 60;
/**
 * Capturing, formatting and writing one operation, and the garbage collection of a stack that lives until the next tick:
 * 54 µs in a program that makes 200,000 timers at once (Node 20), 20 µs in one that reads file states.
 */
export const microsPerTrace = 40;
/** Share of elapsed time that tracing may take, all kinds together. */
export const budgetShare = 0.01;
/** A kind that is rare beside a frequent one still gets this many a second. */
const fewestPerSecond = 20;
const microsPerSecond = 1_000_000;
/** Before the first interval is over: a tenth of a second's share. */
const firstQuota = 25;

export class Sampler {
  /** Operations so far, traced or not. */
  started = 0;
  #traced = 0;
  #gap = 1;
  #skipped = 0;
  #period = 1;
  /** Of the running interval; beyond the quota the period doubles, which bounds a burst without reading the clock. */
  #tracedNow = 0;
  #startedBefore = 0;
  #quota = firstQuota;
  readonly #random: () => number;
  readonly #allOfFirst: number;

  constructor(random: () => number, allOfFirst = tracedAtFirst) {
    this.#random = random;
    this.#allOfFirst = allOfFirst;
  }

  /** The weight of the operation that starts now; 0 when it is not traced. */
  next(): number {
    this.started++;
    if (++this.#skipped < this.#gap) return 0;
    const weight = this.#skipped;
    this.#skipped = 0;
    this.#traced++;
    if (this.#traced > this.#allOfFirst && ++this.#tracedNow >= this.#quota) {
      this.#tracedNow = 0;
      this.#period *= 2;
    }
    this.#gap = this.#period === 1 ? 1 : geometric(this.#period, this.#random());
    return weight;
  }

  /** Traced it should have been, but there was no room: the next traced one stands for it. */
  putBack(weight: number): void {
    this.#skipped += weight;
  }

  get isInUse(): boolean {
    return this.started > this.#startedBefore;
  }

  /** At the end of an interval: the period for the next one, from the rate of this one. */
  adapt(elapsedMicros: number, kindsInUse: number): void {
    const startedNow = this.started - this.#startedBefore;
    this.#startedBefore = this.started;
    const share = (elapsedMicros * budgetShare) / microsPerTrace / Math.max(1, kindsInUse);
    this.#quota = Math.max(1, Math.ceil(share), Math.ceil((elapsedMicros / microsPerSecond) * fewestPerSecond));
    this.#tracedNow = 0;
    if (this.#traced <= this.#allOfFirst) return;
    // Down by halves only: bursts between quiet intervals would begin afresh each time.
    this.#period = Math.max(1, Math.ceil(startedNow / this.#quota), Math.ceil(this.#period / 2));
  }
}

/**
 * Of mean `period`, at least 1: every operation is then as likely to be traced as any other, whatever the last one was. The
 * number in flight is estimated from traced ones that overlap, which evenly drawn gaps would make half as frequent.
 */
const geometric = (period: number, uniform: number): number =>
  1 + Math.floor(Math.log(1 - uniform) / Math.log(1 - 1 / period));

/** xorshift32: `Math.random` is the program's, whose sequence a fixed seed may promise. */
export function ownRandom(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
