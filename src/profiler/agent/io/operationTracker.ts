/**
 * Follows the thread's asynchronous operations from the creation of their resource to the first callback. Called by Node
 * in the middle of the program's work: everything that can wait for the next tick does.
 */
import type { OperationKind } from '../../capture/format/operations.ts';
import { apply, defineProperty, nowMicros, timerHasRef } from '../originals.ts';
import { newContext, RecentContexts, type OperationContext } from './operationContext.ts';
import type { Operation } from './operationLog.ts';
import { kindOfResource } from './resourceKinds.ts';
import { ownRandom, Sampler } from './sampling.ts';
import { captureStack } from './stackCapture.ts';

/** Traced operations that are open at once; further ones are counted, and stood for by those that follow. */
const mostOpen = 10_000;
/** Ended ones between two ticks; a thread that is not asked for so long has no time to spare either. */
const mostEnded = 50_000;
const microsPerMilli = 1000;

interface TimerResource {
  readonly _idleTimeout: number;
  readonly _repeat: number | null;
  readonly _destroyed: boolean;
}

interface Compressor {
  write(...args: unknown[]): unknown;
}

export class OperationTracker {
  readonly samplers = new Map<OperationKind, Sampler>();
  readonly open = new Map<number, Operation>();
  ended: Operation[] = [];
  /** A tick may interrupt a hook half-way; it must not touch these tables then. */
  isBusy = false;
  readonly #recent = new RecentContexts();
  readonly #unknown = newContext(null, null, null, -1);
  readonly #samplerOfType = new Map<string, readonly [OperationKind, Sampler]>();
  /** Of the callback that runs, and of the microtasks after it. */
  #current: OperationContext | null = null;
  #lastId = 0;

  constructor(seed: number) {
    const random = ownRandom(seed);
    this.samplers.set('zlib', new Sampler(random));
    for (const [type, kind] of kindOfResource) {
      let sampler = this.samplers.get(kind);
      if (!sampler) this.samplers.set(kind, (sampler = new Sampler(random)));
      this.#samplerOfType.set(type, [kind, sampler]);
    }
  }

  /** A compressor works piece by piece: each is an operation, asked for through the `write` of its handle. */
  #followCompressor(id: number, handle: Compressor): void {
    const context = newContext('zlib', captureStack(this.init), this.#current, this.#current?.request ?? -1);
    this.#recent.set(id, context);
    const { write } = handle;
    const began = (): void => this.#compressorWrites(id, context);
    defineProperty(handle, 'write', {
      configurable: true,
      writable: true,
      enumerable: false,
      value(this: unknown, ...args: unknown[]): unknown {
        began();
        return apply(write, this, args);
      },
    });
  }

  #compressorWrites(id: number, context: OperationContext): void {
    const sampler = this.samplers.get('zlib')!;
    const weight = sampler.next();
    if (weight === 0) return;
    if (this.open.size >= mostOpen) {
      sampler.putBack(weight);
      return;
    }
    this.isBusy = true;
    this.#add(id, 'zlib', context, weight, null);
    this.isBusy = false;
  }

  readonly init = (id: number, type: string, triggerId: number, resource: object): void => {
    const entry = this.#samplerOfType.get(type);
    if (entry === undefined) {
      if (type === 'ZLIB') {
        this.#followCompressor(id, resource as Compressor);
        return;
      }
      if (this.#current !== null && type !== 'PROMISE') this.#recent.set(id, this.#current);
      return;
    }
    const [kind, sampler] = entry;
    if (kind === 'timer' && !timerHasRef(resource)) return;
    const weight = sampler.next();
    if (weight === 0) {
      this.#recent.set(id, this.#unknown);
      return;
    }
    if (this.open.size >= mostOpen) {
      sampler.putBack(weight);
      return;
    }
    this.isBusy = true;
    const parent = type === 'TCPCONNECTWRAP' ? (this.#recent.get(triggerId) ?? this.#current) : this.#current;
    const context = newContext(kind, captureStack(this.init), parent, parent?.request ?? -1);
    this.#add(id, kind, context, weight, kind === 'timer' || kind === 'child-process' ? resource : null);
    this.isBusy = false;
  };

  readonly before = (id: number): void => {
    const operation = this.open.get(id);
    if (operation === undefined) {
      this.#current = this.#recent.get(id);
      return;
    }
    this.isBusy = true;
    this.#current = operation.context;
    this.#end(id, operation);
    this.isBusy = false;
  };

  #add(id: number, kind: OperationKind, context: OperationContext, weight: number, resource: object | null): void {
    this.open.set(id, {
      id: ++this.#lastId,
      kind,
      start: nowMicros(),
      end: -1,
      context,
      weight,
      due: kind === 'timer' ? (resource as TimerResource)._idleTimeout * microsPerMilli : -1,
      bytes: -1,
      resource,
      isTold: false,
    });
  }

  #end(id: number, operation: Operation): void {
    operation.end = nowMicros();
    const { kind, context, weight, resource } = operation;
    this.open.delete(id);
    if (kind === 'timer') {
      if (!timerHasRef(resource!)) {
        this.forget(operation);
        return;
      }
      if ((resource as TimerResource)._repeat !== null) {
        this.samplers.get(kind)!.started += weight;
        this.#add(id, kind, context, weight, resource);
      }
    }
    operation.resource = null;
    if (this.ended.length < mostEnded) this.ended.push(operation);
  }

  /** Timers that were cleared or let go and processes that never started: no wait of anybody. */
  dropUnused(): void {
    for (const [id, operation] of this.open) {
      const { kind, resource } = operation;
      if (resource === null) continue;
      const isUnused =
        kind === 'timer'
          ? (resource as TimerResource)._destroyed || !timerHasRef(resource)
          : (resource as { pid?: number }).pid === undefined;
      if (!isUnused) continue;
      this.open.delete(id);
      this.forget(operation);
    }
  }

  /** Not an operation after all: out of the totals too, with those that it stood for. */
  forget(operation: Operation): void {
    this.samplers.get(operation.kind)!.started -= operation.weight;
  }
}
