/** Operations that run, those that have ended since the last tick, and how many of each kind there were. */
import type { OperationKind } from '../../capture/format/operations.ts';
import { nowMicros } from '../originals.ts';
import { newContext, type OperationContext } from './operationContext.ts';
import type { Operation } from './operationLog.ts';
import { ownRandom, Sampler } from './sampling.ts';
import { captureStack, type AnyFunction } from './stackCapture.ts';

/** Traced operations that are open at once; further ones are counted, and stood for by those that follow. */
const mostOpen = 10_000;
/** Ended ones between two ticks; a thread that is not asked for so long has no time to spare either. */
const mostEnded = 50_000;

export interface Details {
  readonly due?: number;
  readonly resource?: object;
}

export class OperationTable {
  readonly open = new Set<Operation>();
  ended: Operation[] = [];
  /** Of the callback that runs, and of the microtasks after it. */
  current: OperationContext | null = null;
  /** A tick may interrupt a hook half-way; it must not touch the table then. */
  isBusy = false;
  /** Nothing is begun, or counted. */
  isResting = false;
  readonly random: () => number;
  readonly #samplers = new Map<OperationKind, Sampler>();
  #fresh: OperationContext[] = [];
  #aging: OperationContext[] = [];
  #lastId = 0;

  constructor(seed: number) {
    this.random = ownRandom(seed);
  }

  samplers(): ReadonlyMap<OperationKind, Sampler> {
    return this.#samplers;
  }

  sampler(kind: OperationKind): Sampler {
    let sampler = this.#samplers.get(kind);
    if (!sampler) this.#samplers.set(kind, (sampler = new Sampler(this.random)));
    return sampler;
  }

  /** Counts one more of this kind; null when it is not traced. Frames of `above` and of what it called are not its own. */
  begin(kind: OperationKind, above: AnyFunction, details?: Details): Operation | null {
    if (this.isResting) return null;
    const weight = this.roomFor(this.sampler(kind));
    return weight === 0 ? null : this.beginTraced(kind, weight, this.contextHere(kind, above), details);
  }

  /** The weight of one more operation; 0 when it is not traced. */
  roomFor(sampler: Sampler): number {
    if (this.isResting) return 0;
    const weight = sampler.next();
    if (weight === 0 || this.open.size < mostOpen) return weight;
    sampler.putBack(weight);
    return 0;
  }

  contextHere(kind: OperationKind | null, above: AnyFunction): OperationContext {
    const { current, isBusy } = this;
    this.isBusy = true;
    try {
      const context = newContext(kind, captureStack(above), current, current?.request ?? null);
      this.#fresh.push(context);
      return context;
    } finally {
      this.isBusy = isBusy;
    }
  }

  /**
   * Contexts that are at least as old as the time between two calls. A stack that nobody has read keeps the program's
   * objects alive, so each must be read or given up soon.
   */
  takeAged(): readonly OperationContext[] {
    const aged = this.#aging;
    this.#aging = this.#fresh;
    this.#fresh = [];
    return aged;
  }

  beginTraced(kind: OperationKind, weight: number, context: OperationContext, details?: Details): Operation {
    const operation: Operation = {
      id: ++this.#lastId,
      kind,
      start: nowMicros(),
      end: -1,
      context,
      weight,
      due: details?.due ?? -1,
      bytes: -1,
      resource: details?.resource ?? null,
      isTold: false,
      isUntold: this.isResting,
    };
    this.open.add(operation);
    return operation;
  }

  now(): number {
    return nowMicros();
  }

  end(operation: Operation): void {
    if (!this.open.delete(operation)) return;
    if (operation.end < 0) operation.end = nowMicros();
    operation.resource = null;
    if (!operation.isUntold && this.ended.length < mostEnded) this.ended.push(operation);
  }

  /** Not an operation after all: out of the totals too, with those that it stood for. */
  forget(operation: Operation): void {
    this.open.delete(operation);
    if (!operation.isUntold) this.sampler(operation.kind).started -= operation.weight;
  }

  takeEnded(): Operation[] {
    const { ended } = this;
    this.ended = [];
    return ended;
  }
}
