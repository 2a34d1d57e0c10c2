/**
 * The recorders of all threads, called through the inspector: that interrupts JavaScript that never yields, and
 * `Atomics.wait`. Workers are reached through the main thread's NodeWorker domain, nested ones too.
 */
import { takeHook } from './hookPlace.ts';
import { clearTimeout, nowMicros, Session, setTimeout } from './originals.ts';
import type { SharedState, ThreadSlot } from './sharedState.ts';
import { hookDone, type HookCommand } from './threadRecorder.ts';

type Answer = (error: unknown, result: unknown) => void;
type Post = (method: string, params: object, answer: Answer) => void;

interface Target {
  readonly post: Post;
  readonly threadId: number;
  /** The hook as a remote object; null until the thread has left it. */
  hook: string | null;
  /** Between asking for the hook or calling it and the answer. */
  busy: boolean;
  /** One of Node's own threads: nothing to record. */
  internal: boolean;
  readonly since: number;
  /** When it was last seen outside `vm`. */
  outsideVmAt: number;
}

const callHook = 'function(command) { return this(command); }';
/** Workers are asked for counters in turns, so that many of them do not interrupt the main thread, which passes it on. */
const workersATick = 8;
/** Threads without a recorder are Node's own; they have long run the preload by then. */
const internalAfterMicros = 500_000;
const mainThread = 0;
/** V8's answer to a call that was terminated on its way in or out of the hook. */
const executionTerminated = 'Execution was terminated';
/** At the exit of the process, a worker in the middle of its last flush: reading a large heap takes a while. */
const longestHookMs = 1500;
const hookPollMs = 2;
const microsPerMilli = 1000;
/** Time limits of `vm` are mostly shorter; a script without one is checkpointed again from then on. */
const longestInVmMicros = 3_000_000;

export class Targets {
  readonly #state: SharedState;
  readonly #onInternalThread: (osThreadId: number) => void;
  readonly #session = new Session();
  readonly #main: Target;
  readonly #workers = new Map<string, Target>();
  /** Commands without an answer, by session and number. */
  readonly #pending = new Map<string, Map<number, Answer>>();
  readonly #closedSlots = new Set<number>();
  #closing = false;
  #turn = 0;

  constructor(state: SharedState, onInternalThread: (osThreadId: number) => void) {
    this.#state = state;
    this.#onInternalThread = onInternalThread;
    this.#session.connectToMainThread();
    this.#main = newTarget(mainThread, (method, params, answer) => this.#session.post(method, params, answer));
    this.#findHook(this.#main);
    this.#session.on('NodeWorker.attachedToWorker', ({ params }) =>
      this.#attach(params.sessionId, params.workerInfo as { workerId: string; title: string }),
    );
    this.#session.on('NodeWorker.detachedFromWorker', ({ params }) => this.#detach(params.sessionId));
    this.#session.on('NodeWorker.receivedMessageFromWorker', ({ params }) =>
      this.#receive(params.sessionId, params.message),
    );
    this.#session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
  }

  tick(): void {
    if (this.#closing) return;
    if (this.#main.hook === null) this.#findHook(this.#main);
    else this.#tick(this.#main);
    const workers = [...this.#workers.values()];
    for (const worker of workers) if (worker.hook === null) this.#findHook(worker);
    for (let count = Math.min(workersATick, workers.length); count > 0; count--) {
      const worker = workers[this.#turn++ % workers.length]!;
      if (worker.hook !== null) this.#tick(worker);
    }
  }

  /** Resolves to whether all threads answered in time. */
  callAll(command: HookCommand, timeoutMs: number): Promise<boolean> {
    return this.#callEach([this.#main, ...this.#workers.values()], command, timeoutMs);
  }

  /** The last flush of all workers. Afterwards none of them runs code of ours any more, so that Node can end them. */
  async finishWorkers(timeoutMs: number): Promise<void> {
    this.#closing = true;
    const lookups = [...this.#workers.values()].filter(({ hook }) => hook === null);
    await Promise.all([
      this.#callEach([...this.#workers.values()], 'finish', timeoutMs),
      ...lookups.map((target) => this.#settled(target, timeoutMs)),
    ]);
    for (let waited = 0; waited < longestHookMs; waited += hookPollMs) {
      const running = this.#state.slots().filter((slot) => slot.threadId !== mainThread && !this.#closed(slot));
      if (running.length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, hookPollMs));
    }
  }

  /** Before a thread is terminated. Its creator waits for the flush, so a thread that cannot is counted as flushed. */
  finish(threadId: number): void {
    const target = [...this.#workers.values()].find((worker) => worker.threadId === threadId);
    const slot = this.#state.slotOf(threadId);
    if (target?.hook) this.#call(target, 'finish', () => this.#state.countFlush(slot), true);
    else this.#state.countFlush(slot);
  }

  disconnect(): void {
    this.#session.disconnect();
  }

  #closed({ index, ended }: ThreadSlot): boolean {
    if (ended || this.#closedSlots.has(index)) return true;
    if (this.#state.closeHook(index)) this.#closedSlots.add(index);
    return this.#closedSlots.has(index);
  }

  /** Until the target has answered what it was asked. */
  async #settled(target: Target, timeoutMs: number): Promise<void> {
    const until = nowMicros() + timeoutMs * microsPerMilli;
    while (target.busy && !target.internal && nowMicros() < until)
      await new Promise((resolve) => setTimeout(resolve, hookPollMs));
  }

  #callEach(targets: readonly Target[], command: HookCommand, timeoutMs: number): Promise<boolean> {
    const ready = targets.filter((target) => target.hook !== null);
    return new Promise((resolve) => {
      let open = ready.length;
      const timer = setTimeout(() => resolve(false), timeoutMs);
      const answered = (): void => {
        if (--open > 0) return;
        clearTimeout(timer);
        resolve(true);
      };
      if (open === 0) {
        open = 1;
        answered();
      }
      for (const target of ready) this.#call(target, command, answered, true);
    });
  }

  #call(target: Target, command: HookCommand, done?: () => void, urgent = false): void {
    if (target.busy && !urgent) return;
    target.busy = true;
    const params = {
      objectId: target.hook,
      functionDeclaration: callHook,
      arguments: [{ value: command }],
      silent: true,
    };
    target.post('Runtime.callFunctionOn', { ...params, returnByValue: true }, (error, result) => {
      target.busy = false;
      if (valueOf(result) !== hookDone) this.#passOnTermination(target, error);
      done?.();
    });
  }

  /**
   * A time limit of `vm`, Ctrl-C in it, or the end of a worker stops whatever runs in the thread: if that is our hook, V8
   * takes it for done, and the program's own endless loop would go on.
   */
  #passOnTermination(target: Target, error: unknown): void {
    const wasInside = this.#state.reopenHook(this.#state.slotOf(target.threadId));
    const message = (error as { message?: unknown } | null | undefined)?.message;
    if (wasInside || String(message).includes(executionTerminated))
      target.post('Runtime.terminateExecution', {}, () => undefined);
  }

  #tick(target: Target): void {
    const now = nowMicros();
    if (!this.#state.isInsideVm(this.#state.slotOf(target.threadId))) target.outsideVmAt = now;
    const spare = now - target.outsideVmAt;
    if (spare === 0 || spare > longestInVmMicros) this.#call(target, 'tick');
  }

  #findHook(target: Target): void {
    // Asked before the preload has run, a thread would answer "no hook", which is what internal threads say for good.
    const recording = target.threadId === mainThread || this.#state.slotOf(target.threadId) >= 0;
    if (target.busy || target.internal || (!recording && nowMicros() - target.since < internalAfterMicros)) return;
    target.busy = true;
    target.post('Runtime.evaluate', { expression: takeHook, silent: true }, (_error, result) => {
      target.busy = false;
      const found = result as { result?: { objectId?: string } } | undefined;
      const hook = found?.result?.objectId ?? null;
      if (hook === null) return;
      if (recording) target.hook = hook;
      else this.#askInternal(target, hook);
    });
  }

  #askInternal(target: Target, hook: string): void {
    target.internal = true;
    const params = { objectId: hook, functionDeclaration: 'function() { return this(); }', returnByValue: true };
    target.post('Runtime.callFunctionOn', params, (_error, result) => {
      const value = valueOf(result);
      if (typeof value === 'number' && value < 0) this.#onInternalThread(-value);
    });
  }

  #attach(sessionId: string, { workerId, title }: { workerId: string; title: string }): void {
    // "[worker 3]", with a name behind it on newer versions.
    const threadId = Number(/^\[worker (\d+)\]/.exec(title)?.[1] ?? workerId);
    const pending = new Map<number, Answer>();
    this.#pending.set(sessionId, pending);
    let lastId = 0;
    const post: Post = (method, params, answer) => {
      const id = ++lastId;
      pending.set(id, answer);
      const message = JSON.stringify({ id, method, params });
      this.#session.post('NodeWorker.sendMessageToWorker', { sessionId, message }, (error) => {
        if (!error) return;
        pending.delete(id);
        answer(error, undefined);
      });
    };
    this.#workers.set(sessionId, newTarget(threadId, post));
  }

  #receive(sessionId: string, message: string): void {
    const pending = this.#pending.get(sessionId);
    const { id, error, result } = JSON.parse(message) as { id?: number; error?: unknown; result?: unknown };
    const answer = id === undefined ? undefined : pending?.get(id);
    if (id === undefined || !answer) return;
    pending?.delete(id);
    answer(error, result);
  }

  #detach(sessionId: string): void {
    const worker = this.#workers.get(sessionId);
    this.#workers.delete(sessionId);
    this.#pending.delete(sessionId);
    if (worker) this.#state.end(this.#state.slotOf(worker.threadId));
  }
}

const valueOf = (answer: unknown): unknown => (answer as { result?: { value?: unknown } } | undefined)?.result?.value;

const newTarget = (threadId: number, post: Post): Target => ({
  post,
  threadId,
  hook: null,
  busy: false,
  internal: false,
  since: nowMicros(),
  outsideVmAt: nowMicros(),
});
