/**
 * The program's `performance.measure` entries. An observer would keep the loop alive for a turn, and a wrapper would stand
 * in error stacks; so they are read from the performance timeline, at ticks, and when the program is about to clear them.
 */
import type { MeasuresRecord } from '../../capture/format/operations.ts';
import {
  apply,
  defineProperty,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  nowMicros,
  programPerformance,
} from '../originals.ts';

const microsPerMilli = 1000;
/** Reading copies and sorts the whole timeline, 2 ms for so many (Node 20): a longer one is read at checkpoints only. */
const mostAtEachTick = 5_000;
/** And a still longer one at the end only. */
const mostAtCheckpoints = 50_000;
/** Of one thread; further ones are left out. */
const mostMeasures = 100_000;

interface Entry {
  readonly name: string;
  readonly startTime: number;
  readonly duration: number;
}

export class Measures {
  readonly #getEntries = programPerformance.getEntriesByType;
  readonly #offsetMicros = nowMicros() - programPerformance.now() * microsPerMilli;
  readonly #known = new WeakSet<object>();
  #fresh: Entry[] = [];
  #told = 0;
  #length = 0;

  listen(): void {
    let owner: object | null = programPerformance;
    while (owner !== null && !getOwnPropertyDescriptor(owner, 'clearMeasures')) owner = getPrototypeOf(owner);
    if (owner === null) return;
    const descriptor = getOwnPropertyDescriptor(owner, 'clearMeasures');
    if (!descriptor?.configurable || typeof descriptor.value !== 'function') return;
    const clear: unknown = descriptor.value;
    const read = (): void => this.#read();
    defineProperty(owner, 'clearMeasures', {
      configurable: true,
      enumerable: descriptor.enumerable ?? false,
      get(): unknown {
        read();
        return clear;
      },
      set(this: object, value: unknown) {
        defineProperty(this, 'clearMeasures', { value, writable: true, configurable: true, enumerable: true });
      },
    });
  }

  take(when: 'tick' | 'checkpoint' | 'end'): MeasuresRecord | null {
    const most = when === 'tick' ? mostAtEachTick : when === 'checkpoint' ? mostAtCheckpoints : Infinity;
    if (this.#length <= most) this.#read();
    const entries = this.#fresh;
    if (entries.length === 0) return null;
    this.#fresh = [];
    return {
      k: 'measures',
      name: entries.map(({ name }) => name),
      start: entries.map(({ startTime }) => Math.round(startTime * microsPerMilli + this.#offsetMicros)),
      duration: entries.map(({ duration }) => Math.round(duration * microsPerMilli)),
    };
  }

  #read(): void {
    try {
      const entries = apply(this.#getEntries, programPerformance, ['measure']) as readonly Entry[];
      this.#length = entries.length;
      for (let at = 0; at < entries.length && this.#told < mostMeasures; at++) {
        const entry = entries[at]!;
        if (this.#known.has(entry)) continue;
        this.#known.add(entry);
        this.#fresh.push(entry);
        this.#told++;
      }
    } catch {
      // A timeline of the program's own making.
    }
  }
}
