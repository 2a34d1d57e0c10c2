/** One host, from the trial's side: starts it, asks it one thing at a time, and ends it with all that it started. */
import { spawn, type ChildProcess } from 'node:child_process';
import { endTree } from '../launch/endTree.ts';
import type { HostAnswer, HostRequest, HostStep, Refusal } from './hostMessages.ts';

export interface HostCommand {
  readonly nodePath: string;
  /** For Node, before the host's script. */
  readonly nodeArgs: readonly string[];
  readonly hostScript: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The host has answered with a reason. */
export class HostRefused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.kind === 'failed' || refusal.kind === 'import-failed' ? refusal.message : refusal.kind);
    this.refusal = refusal;
  }
}

/** The host has ended without an answer. */
export class HostEnded extends Error {
  constructor(code: number | null, signal: NodeJS.Signals | null, lastWords: string) {
    const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
    super(`its process ended ${how}${lastWords === '' ? '' : ` (${lastWords})`}`);
  }
}

/** Enough for the message of an uncaught error with its stack. */
const mostStandardError = 8192;

export class Host {
  readonly #child: ChildProcess;
  #standardError = '';
  #nextId = 1;
  #waiting: { id: number; resolve: (value: unknown) => void; reject: (error: Error) => void } | null = null;
  #ended: HostEnded | null = null;
  #step: HostStep | null = null;

  constructor({ nodePath, nodeArgs, hostScript, cwd, env }: HostCommand) {
    this.#child = spawn(nodePath, [...nodeArgs, hostScript], {
      cwd,
      env,
      // What the function prints is not what is asked for here.
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      windowsHide: true,
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#standardError = (this.#standardError + text).slice(-mostStandardError);
    });
    this.#child.on('message', (message) => this.#settle(message as HostAnswer));
    this.#child.on('error', (error) => this.#end(null, null, error.message));
    // 'close', so that the last words have arrived; 'exit' for when children of the function keep them open.
    this.#child.on('exit', (code, signal) => setTimeout(() => this.#end(code, signal), 200).unref());
    this.#child.on('close', (code, signal) => this.#end(code, signal));
  }

  /** Of the request that it answers, or has answered last; null before it has said anything. */
  get step(): HostStep | null {
    return this.#step;
  }

  /** Rejects with `HostRefused` or `HostEnded`. */
  async ask<T>(request: HostRequest): Promise<T> {
    if (this.#ended !== null) throw this.#ended;
    const id = this.#nextId++;
    this.#step = null;
    return (await new Promise<unknown>((resolve, reject) => {
      this.#waiting = { id, resolve, reject };
      this.#child.send({ id, request }, (error) => {
        // The end of the host says more than that it cannot be reached.
        if (error) this.#child.once('close', () => reject(this.#ended ?? error));
      });
    })) as T;
  }

  /** Nothing of it is left when it settles. Harmless twice. */
  async end(): Promise<void> {
    if (this.#child.pid !== undefined && this.#ended === null) await endTree(this.#child.pid);
  }

  #settle(answer: HostAnswer): void {
    if (this.#waiting?.id !== answer.id) return;
    if ('reached' in answer) {
      this.#step = answer.reached;
      return;
    }
    const { resolve, reject } = this.#waiting;
    this.#waiting = null;
    if ('ok' in answer) resolve(answer.ok);
    else reject(new HostRefused(answer.refused));
  }

  #end(code: number | null, signal: NodeJS.Signals | null, reason = lastWords(this.#standardError)): void {
    this.#ended ??= new HostEnded(code, signal, reason);
    this.#waiting?.reject(this.#ended);
    this.#waiting = null;
  }
}

/** The line of an uncaught error that names it: `Error: no memory`. */
function lastWords(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.find((line) => /^(\w*(Error|Exception)\b.*|FATAL ERROR: .*)$/.test(line)) ?? '';
}
