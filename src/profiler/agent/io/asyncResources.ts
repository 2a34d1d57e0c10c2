/**
 * Follows the asynchronous resources of the thread, from `init` to the first `before`. Called by Node in the middle of the
 * program's work: everything that can wait for the next tick does.
 */
import type { OperationKind } from '../../capture/format/operations.ts';
import { nowMicros, timerHasRef } from '../originals.ts';
import { Compressors, type CompressorHandle } from './compressors.ts';
import type { HttpClients } from './httpClients.ts';
import { RecentContexts } from './operationContext.ts';
import { OpenOperations } from './openOperations.ts';
import type { Operation } from './operationLog.ts';
import type { OperationTable } from './operationTable.ts';
import { kindOfResource } from './resourceKinds.ts';
import { placedAtFirst, Sampler } from './sampling.ts';
import type { ServedRequests } from './servedRequests.ts';
import type { HookDuty } from './hookDuty.ts';
import { isSocket, type Sockets } from './sockets.ts';
import type { WorkerMessages } from './workerMessages.ts';
import { dueMicros, firedUnseen, neverEnds, timerFired, type TimerResource } from './timers.ts';

export class AsyncResources {
  readonly #table: OperationTable;
  readonly #requests: ServedRequests;
  readonly #clients: HttpClients;
  readonly #sockets: Sockets;
  readonly #workers: WorkerMessages;
  /** Streams begin their work in `process.nextTick`, away from the program's call. */
  readonly #ticks: Sampler;
  readonly #compressors: Compressors;
  readonly #open = new OpenOperations();
  readonly #recent = new RecentContexts();
  readonly #kinds = new Map<string, readonly [OperationKind, Sampler]>();
  duty: HookDuty | null = null;

  constructor(
    table: OperationTable,
    requests: ServedRequests,
    clients: HttpClients,
    sockets: Sockets,
    workers: WorkerMessages,
  ) {
    this.#table = table;
    this.#requests = requests;
    this.#clients = clients;
    this.#sockets = sockets;
    this.#workers = workers;
    this.#ticks = new Sampler(table.random, placedAtFirst);
    this.#compressors = new Compressors(table, this.#open);
    for (const [type, kind] of kindOfResource) this.#kinds.set(type, [kind, table.sampler(kind)]);
  }

  readonly init = (id: number, type: string, triggerId: number, resource: object): void => {
    const table = this.#table;
    const { duty } = this;
    if (duty !== null) {
      if (duty.isResting) return;
      if (--duty.left < 0) {
        duty.usedUp(nowMicros());
        if (duty.isResting) return this.#restFully();
      }
    }
    this.#requests.sawCode();
    const entry = this.#kinds.get(type);
    if (entry === undefined) {
      if (type === 'PROMISE') return;
      const { current } = table;
      if (type === 'TickObject') {
        const from = this.#ticks.next() > 0 ? table.contextHere(null, this.init) : current;
        if (from !== null) this.#recent.set(id, from);
        return;
      }
      if (isSocket(type)) this.#sockets.created(id, type, resource, this.init);
      else if (type === 'ZLIB') this.#compressors.created(id, resource as CompressorHandle, this.init);
      else if (type === 'MESSAGEPORT') this.#workers.portCreated(id, resource);
      else if (type === 'HTTPCLIENTREQUEST') this.#clients.parses(id, resource);
      if (current !== null) this.#recent.set(id, current);
      return;
    }
    const [kind, sampler] = entry;
    if (kind === 'net') {
      const operation = this.#sockets.connects(triggerId);
      if (operation) this.#open.set(id, operation);
      return;
    }
    const isTimer = kind === 'timer';
    if (isTimer && !timerHasRef(resource)) return;
    const weight = table.roomFor(sampler);
    if (weight === 0) {
      const { current } = table;
      // Without a stack of its own, it must not pass on that of what began it.
      const request = current?.request?.context;
      if (request) this.#recent.set(id, request);
      return;
    }
    const context = table.contextHere(kind, this.init);
    const details = isTimer
      ? { due: dueMicros(resource as TimerResource), resource }
      : kind === 'child-process'
        ? { resource }
        : undefined;
    table.isBusy = true;
    this.#open.set(id, table.beginTraced(kind, weight, context, details));
    table.isBusy = false;
  };

  readonly before = (id: number): void => {
    const table = this.#table;
    const operation =
      this.#open.get(id) ?? this.#sockets.reads(id) ?? this.#clients.answers(id) ?? this.#workers.answers(id);
    if (table.isResting) {
      if (operation !== null) {
        table.isBusy = true;
        this.#called(id, operation);
        table.isBusy = false;
      }
      this.#restFully();
      return;
    }
    if (operation === null) table.current = this.#recent.get(id);
    else {
      table.isBusy = true;
      table.current = operation.context;
      this.#called(id, operation);
      table.isBusy = false;
    }
    this.#requests.enter(table.current?.request ?? null);
  };

  /** Whatever was interrupted is over; ticks may read the table again. */
  readonly failed = (): void => {
    this.#table.isBusy = false;
  };

  /** Once everything that began in the window has been called back, callbacks are of no interest either. */
  #restFully(): void {
    if (!this.#open.areAwaited && !this.#sockets.areWaiting && !this.#workers.areWaiting) this.duty?.nothingOpen();
  }

  #called(id: number, operation: Operation): void {
    if (this.#open.delete(id) && operation.kind === 'timer') {
      const next = timerFired(this.#table, operation);
      if (next) this.#open.set(id, next);
    } else if (operation.end < 0) this.#table.end(operation);
    else operation.end = nowMicros();
  }

  get samplers(): readonly Sampler[] {
    return [this.#ticks];
  }

  dropUnused(): void {
    for (const [id, operation] of this.#open.entries()) {
      const hasFired = firedUnseen(operation);
      if (!hasFired && !neverEnds(operation)) continue;
      this.#open.delete(id);
      if (hasFired) this.#table.end(operation);
      else this.#table.forget(operation);
    }
  }
}
