/** Starts the program. It stays in our process group, so that it may read the terminal and gets its Ctrl-C. */
import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { startFailed } from '../errors.ts';
import type { RunRequest } from './api.ts';
import type { Workload } from './prepare.ts';

export interface Spawned {
  readonly pid: number;
  /** Of the process itself; pipes may stay open in what it left behind. */
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  kill(signal: NodeJS.Signals): void;
}

export type Streams = RunRequest['stdio'] | 'silent';

/** Rejects with a UserError when there is no process in the end. */
export function spawnWorkload(workload: Workload, env: NodeJS.ProcessEnv, streams: Streams): Promise<Spawned> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) =>
      reject(startFailed(workload.nodePath, error.code ?? error.message));
    let child: ChildProcess;
    try {
      child = spawn(workload.nodePath, workload.args, {
        cwd: workload.cwd,
        env,
        stdio: stdioOf(streams),
        windowsHide: true,
      });
    } catch (error) {
      failed(error as NodeJS.ErrnoException); // Arguments that no process can take, such as a zero byte.
      return;
    }
    const exited = ended(child);
    child.once('error', failed);
    child.once('spawn', () => {
      if (streams !== 'silent') passOn(child, streams);
      resolve({ pid: child.pid!, exited, kill: (signal) => void child.kill(signal) });
    });
  });
}

const standardError = 2;

function stdioOf(streams: Streams): StdioOptions {
  if (streams === 'silent') return 'ignore';
  const { stdin, stdout, stderr } = streams;
  return [
    typeof stdin === 'string' ? stdin : 'pipe',
    typeof stdout === 'function' ? 'pipe' : stdout === 'to-stderr' ? standardError : 'inherit',
    typeof stderr === 'function' ? 'pipe' : 'inherit',
  ];
}

function passOn(child: ChildProcess, { stdin, stdout, stderr }: RunRequest['stdio']): void {
  if (typeof stdin !== 'string' && child.stdin) {
    // A program may end, or close its input, with something unread.
    child.stdin.on('error', () => stdin.unpipe());
    stdin.pipe(child.stdin);
  }
  if (typeof stdout === 'function') child.stdout?.on('data', stdout);
  if (typeof stderr === 'function') child.stderr?.on('data', stderr);
}

/** What the program wrote last may arrive after its end; what its own children keep open is not waited for. */
const lastOutputMs = 1000;

function ended(child: ChildProcess): Spawned['exited'] {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      const done = () => {
        clearTimeout(timer);
        child.stdout?.destroy();
        child.stderr?.destroy();
        resolve({ code, signal });
      };
      const timer = setTimeout(done, lastOutputMs);
      child.once('close', done);
    });
  });
}
