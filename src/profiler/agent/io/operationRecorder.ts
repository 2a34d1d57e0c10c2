/** The asynchronous operations of one thread: hooks on, and what they saw into the thread's events. */
import type { EventRecord } from '../../capture/format/capture.ts';
import type { OperationTotals } from '../../capture/format/operations.ts';
import type { Cdp } from '../cdp.ts';
import { nowMicros } from '../originals.ts';
import { installHooks } from './asyncHook.ts';
import { callPath, handlerOf } from './callPath.ts';
import { AsyncResources } from './asyncResources.ts';
import { Channels } from './channels.ts';
import { HookDuty, type Windowed } from './hookDuty.ts';
import { HttpClients } from './httpClients.ts';
import type { OperationContext } from './operationContext.ts';
import { operationsRecord, type Operation } from './operationLog.ts';
import { OperationTable } from './operationTable.ts';
import { requestsRecord } from './servedRequest.ts';
import { ServedRequests } from './servedRequests.ts';
import { Measures } from './measures.ts';
import { Sockets } from './sockets.ts';
import { WorkerMessages } from './workerMessages.ts';
import { PathTable } from './pathTable.ts';
import { framesOf, readingStacks } from './stackCapture.ts';
import { isPartOfOther } from './partOfOther.ts';

type Add = (record: EventRecord) => void;

export class OperationRecorder {
  readonly #cdp: Cdp;
  readonly #add: Add;
  readonly #ownFile: string;
  readonly #paths = new PathTable();
  readonly #table = new OperationTable(nowMicros());
  readonly #requests = new ServedRequests(this.#table);
  readonly #sockets = new Sockets(this.#table, (context) => readingStacks(() => this.#isPart(context)));
  readonly #clients = new HttpClients(this.#table, this.#sockets);
  readonly #workers = new WorkerMessages(this.#table);
  readonly #resources = new AsyncResources(this.#table, this.#requests, this.#clients, this.#sockets, this.#workers);
  readonly #measures = new Measures();
  readonly #channels = new Channels();
  #lastTick = nowMicros();
  #isOn = false;
  #hasWarned = false;
  #duty: HookDuty | null = null;

  constructor(cdp: Cdp, add: Add, ownFile: string) {
    this.#cdp = cdp;
    this.#add = add;
    this.#ownFile = ownFile;
  }

  start(): void {
    const hooks = installHooks(this.#cdp, this.#resources);
    if (typeof hooks === 'string') {
      this.#add({
        k: 'warning',
        text: `Waiting could not be attributed to the program's operations: Node refused the hooks (${hooks}).`,
      });
      return;
    }
    this.#duty = this.#resources.duty = new HookDuty(hooks, this.#windowed(), this.#add, nowMicros());
    this.#requests.beginWindow();
    this.#clients.listen(this.#channels);
    this.#requests.listen(this.#channels);
    this.#workers.listen();
    this.#measures.listen();
    this.#isOn = true;
  }

  #windowed(): Windowed {
    const requests = this.#requests;
    const channels = this.#channels;
    return {
      get shortestWindow() {
        return requests.shortestWindow;
      },
      beginWindow: () => requests.beginWindow(),
      rest(windowStart, now) {
        requests.rest(windowStart, now);
        channels.rest();
      },
      settle(times) {
        channels.wake();
        requests.settle(times);
      },
    };
  }

  tick(): void {
    if (!this.#isOn || this.#table.isBusy) return;
    this.#drop();
    this.#write([], false);
    readingStacks(() => this.#settleAged());
    this.#addMeasures('tick');
    this.#adapt();
    // Last, so that none of this falls into a window.
    this.#duty?.tick(nowMicros());
  }

  /** As `tick`, and what is still open: all of it, or what has not been told yet. */
  flush(open: 'all' | 'new'): void {
    if (!this.#isOn || this.#table.isBusy) return;
    this.#drop();
    if (open === 'all') this.#duty?.wake(nowMicros());
    const told: Operation[] = [];
    for (const operation of this.#table.open)
      if (!operation.isUntold && (open === 'all' || !operation.isTold)) told.push(operation);
    this.#write(told, open === 'all');
    this.#addMeasures(open === 'all' ? 'end' : 'checkpoint');
    const started: OperationTotals['started'] = {};
    for (const [kind, sampler] of this.#table.samplers()) if (sampler.started > 0) started[kind] = sampler.started;
    this.#add({ k: 'op-totals', t: nowMicros(), started });
  }

  #drop(): void {
    this.#resources.dropUnused();
    this.#clients.dropFinished();
    this.#sockets.dropClosed();
    this.#workers.dropGone();
  }

  #addMeasures(when: Parameters<Measures['take']>[0]): void {
    const measures = this.#measures.take(when);
    if (measures) this.#add(measures);
  }

  #settleAged(): void {
    for (const context of this.#table.takeAged())
      if (context.kind !== null) this.#isPart(context);
      else if (context.path === undefined) {
        // Nothing was begun in this `process.nextTick`, or it has been told by now.
        context.stack = null;
        context.path = -1;
        context.parent = null;
      }
  }

  #write(open: readonly Operation[], withOpenRequests: boolean): void {
    const told = [...this.#table.takeEnded(), ...open];
    readingStacks(() => told.forEach(({ context }) => this.#isPart(context)));
    const seen = told.filter((operation) => {
      const isOther = this.#isPart(operation.context);
      if (isOther && !operation.isTold) {
        this.#table.forget(operation);
        if (operation.kind === 'http2') this.#sawServerStream();
      }
      operation.isTold = true;
      return !isOther;
    });
    const operations = operationsRecord(seen, nowMicros());
    const requests = requestsRecord(this.#requests.take(withOpenRequests));
    const paths = this.#paths.takeNew();
    for (const record of [paths, operations, requests]) if (record) this.#add(record);
  }

  #sawServerStream(): void {
    if (this.#requests.hasHeardOfHttp2 || this.#hasWarned) return;
    this.#hasWarned = true;
    this.#add({
      k: 'warning',
      text: 'Requests of the HTTP/2 server are not listed: this version of Node does not announce them.',
    });
  }

  #isPart(context: OperationContext): boolean {
    if (context.path !== undefined) return context.isHidden;
    // A chain of callbacks may be thousands long: outermost first, and no recursion.
    const chain = [context];
    for (let next = context.parent; next !== null && next.path === undefined; next = next.parent) chain.push(next);
    for (const link of chain.reverse()) this.#resolve(link);
    return context.isHidden;
  }

  #resolve(context: OperationContext): void {
    const { kind, stack, parent, request } = context;
    const path = callPath(stack === null ? [] : framesOf(stack), this.#ownFile, kind === 'worker');
    const own = this.#paths.numberOf(path.frames);
    context.path = own < 0 ? (parent?.path ?? -1) : own;
    context.isHidden ||= isPartOfOther(kind, path) || (own < 0 && parent?.isHidden === true);
    context.stack = null;
    context.parent = null;
    if (request !== null && request.path < 0 && own >= 0) request.path = this.#paths.numberOf(handlerOf(path.frames));
  }

  #adapt(): void {
    const now = nowMicros();
    const samplers = [
      ...this.#table.samplers().values(),
      ...this.#requests.samplers,
      ...this.#sockets.samplers,
      ...this.#resources.samplers,
    ];
    const inUse = samplers.filter(({ isInUse }) => isInUse).length;
    for (const sampler of samplers) sampler.adapt(now - this.#lastTick, inUse);
    this.#lastTick = now;
  }
}
