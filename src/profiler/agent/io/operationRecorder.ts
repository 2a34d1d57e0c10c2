/** The asynchronous operations of one thread: hooks on, and what they saw into the thread's events. */
import type { EventRecord } from '../../capture/format/capture.ts';
import type { OperationTotals } from '../../capture/format/operations.ts';
import { nowMicros } from '../originals.ts';
import { installHooks } from './asyncHook.ts';
import { callPath } from './callPath.ts';
import type { OperationContext } from './operationContext.ts';
import { operationsRecord, type Operation } from './operationLog.ts';
import { OperationTracker } from './operationTracker.ts';
import { PathTable } from './pathTable.ts';
import { framesOf } from './stackCapture.ts';
import { isPartOfOther } from './partOfOther.ts';

type Add = (record: EventRecord) => void;

export class OperationRecorder {
  readonly #add: Add;
  readonly #ownFile: string;
  readonly #paths = new PathTable();
  readonly #tracker = new OperationTracker(nowMicros());
  #lastTick = nowMicros();
  #isOn = false;

  constructor(add: Add, ownFile: string) {
    this.#add = add;
    this.#ownFile = ownFile;
  }

  start(): void {
    const refusal = installHooks(this.#tracker);
    this.#isOn = refusal === null;
    if (refusal !== null)
      this.#add({
        k: 'warning',
        text: `Waiting could not be attributed to the program's operations: Node refused the hooks (${refusal}).`,
      });
  }

  tick(): void {
    if (!this.#isOn || this.#tracker.isBusy) return;
    this.#tracker.dropUnused();
    this.#write([]);
    this.#adapt();
  }

  /** As `tick`, and what is still open: all of it, or what has not been told yet. */
  flush(open: 'all' | 'new'): void {
    if (!this.#isOn || this.#tracker.isBusy) return;
    this.#tracker.dropUnused();
    const told: Operation[] = [];
    for (const operation of this.#tracker.open.values()) if (open === 'all' || !operation.isTold) told.push(operation);
    this.#write(told);
    const started: OperationTotals['started'] = {};
    for (const [kind, sampler] of this.#tracker.samplers) if (sampler.started > 0) started[kind] = sampler.started;
    this.#add({ k: 'op-totals', t: nowMicros(), started });
  }

  #write(open: readonly Operation[]): void {
    const { ended } = this.#tracker;
    this.#tracker.ended = [];
    const seen = [...ended, ...open].filter((operation) => {
      this.#resolve(operation.context);
      const isOther = operation.context.isHidden;
      if (isOther && !operation.isTold) this.#tracker.forget(operation);
      operation.isTold = true;
      return !isOther;
    });
    const operations = operationsRecord(seen, nowMicros());
    const paths = this.#paths.takeNew();
    if (paths) this.#add(paths);
    if (operations) this.#add(operations);
  }

  #resolve(context: OperationContext): void {
    if (context.path !== undefined) return;
    // A chain of callbacks may be thousands long: outermost first, and no recursion.
    const chain = [context];
    for (let next = context.parent; next !== null && next.path === undefined; next = next.parent) chain.push(next);
    for (const link of chain.reverse()) {
      const path = callPath(link.stack === null ? [] : framesOf(link.stack), this.#ownFile);
      const own = this.#paths.numberOf(path.frames);
      link.path = own < 0 ? (link.parent?.path ?? -1) : own;
      link.isHidden = isPartOfOther(link.kind, path) || (own < 0 && link.parent?.isHidden === true);
      link.stack = null;
      link.parent = null;
    }
  }

  #adapt(): void {
    const now = nowMicros();
    const inUse = [...this.#tracker.samplers.values()].filter(({ isInUse }) => isInUse).length;
    for (const sampler of this.#tracker.samplers.values()) sampler.adapt(now - this.#lastTick, inUse);
    this.#lastTick = now;
  }
}
