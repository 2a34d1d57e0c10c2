/** All hosts of a trial: whatever happens, none is left behind; and the trial's end, wanted or not, reaches every wait. */
import { defaultTimeLimitMs, type TrialOptions } from './api.ts';
import { Host, type HostCommand } from './host.ts';
import type { HostRequest, HostSetup, HostStep, Loaded } from './hostMessages.ts';

/** Thrown by whatever waits when the trial is to end. */
export class Stopped extends Error {
  readonly exit: 'cancelled' | 'time-limit';
  constructor(exit: 'cancelled' | 'time-limit') {
    super(exit);
    this.exit = exit;
  }
}

/** A queue is emptied before its host ends; Redis answers within that, or is gone. */
const tidyUpMs = 2000;

export class Hosts {
  readonly #command: HostCommand;
  readonly #setup: HostSetup;
  readonly #open = new Map<Host, { tidy: boolean }>();
  readonly #stopped: Promise<never>;
  readonly #release: () => void;
  #newest: Host | null = null;
  readonly startedAt = performance.now();
  readonly limitMs: number;

  constructor(command: HostCommand, setup: HostSetup, { signal, timeLimitMs }: TrialOptions) {
    this.#command = command;
    this.#setup = setup;
    this.limitMs = timeLimitMs ?? defaultTimeLimitMs;
    let stop!: (error: Stopped) => void;
    this.#stopped = new Promise((_, reject) => (stop = reject));
    this.#stopped.catch(() => {}); // Nobody may be waiting just then.
    const cancel = () => stop(new Stopped('cancelled'));
    const timer = setTimeout(() => stop(new Stopped('time-limit')), this.limitMs);
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    this.#release = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    };
  }

  get leftMs(): number {
    return this.limitMs - (performance.now() - this.startedAt);
  }

  /** What the host that was opened last is at. */
  get step(): HostStep | null {
    return this.#newest?.step ?? null;
  }

  /** A process that has imported the user's module. */
  async open(): Promise<{ host: Host; loaded: Loaded }> {
    const host = new Host(this.#command);
    this.#newest = host;
    this.#open.set(host, { tidy: false });
    return { host, loaded: await this.ask<Loaded>(host, { type: 'load', setup: this.#setup }) };
  }

  /** Rejects with `Stopped` at the end of the trial, and with what `Host.ask` rejects with. */
  async ask<T>(host: Host, request: HostRequest): Promise<T> {
    if (request.type === 'start' && request.model === 'distributed-queue') this.#open.set(host, { tidy: true });
    try {
      return await Promise.race([host.ask<T>(request), this.#stopped]);
    } catch (error) {
      // Ctrl-C in a terminal reaches the hosts too: their end may be seen before our own signal.
      if (!(error instanceof Stopped)) await Promise.race([shortly(), this.#stopped]);
      throw error;
    }
  }

  async close(host: Host): Promise<void> {
    const tidy = this.#open.get(host)?.tidy;
    this.#open.delete(host);
    if (tidy) await Promise.race([host.ask({ type: 'stop' }).catch(() => {}), after(tidyUpMs)]);
    await host.end();
  }

  async endAll(): Promise<void> {
    this.#release();
    await Promise.all([...this.#open.keys()].map((host) => this.close(host)));
  }
}

const shortly = () => after(20);
const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
