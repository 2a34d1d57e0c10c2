/** One child process, from its parent's side: a question at a time. */
import { fork } from 'node:child_process';
import path from 'node:path';
import type { CallResult } from './calls.ts';
import type { FromChild, ToChild } from './childProcess.ts';
import type { RunnerPlace } from './runner.ts';
import type { Usage } from './usage.ts';

export interface Child {
  call(args: unknown[]): Promise<CallResult>;
  tell(message: ToChild): Promise<void>;
  usage(): Promise<Usage>;
  end(): void;
}

/** Has imported the user's module when it is given. */
export async function startChild({ module, exportName }: RunnerPlace): Promise<Child> {
  // The structured clone of workers, instead of JSON: a class, a map or a typed array arrives as one.
  const child = fork(path.join(__dirname, 'trialChild.cjs'), { serialization: 'advanced' });
  let waiting: { resolve: (reply: FromChild) => void; reject: (error: Error) => void } | null = null;
  const settle = (reply: FromChild | Error) => {
    const { resolve, reject } = waiting ?? {};
    waiting = null;
    if (reply instanceof Error) reject?.(reply);
    else resolve?.(reply);
  };
  child.on('message', (reply) => settle(reply as FromChild));
  child.on('error', settle);
  child.on('exit', (code, signal) => settle(new Error(`the child process ended (${signal ?? `exit code ${code}`})`)));
  const ask = async (message: ToChild): Promise<CallResult | Usage | null> => {
    const reply = await new Promise<FromChild>((resolve, reject) => {
      if (!child.connected) return reject(new Error('the child process has ended'));
      waiting = { resolve, reject };
      child.send(message);
    });
    if ('failed' in reply) throw new Error(reply.failed);
    return reply.ok;
  };
  await ask({ type: 'load', module, exportName });
  return {
    call: async (args) => (await ask({ type: 'call', args })) as CallResult,
    tell: async (message) => void (await ask(message)),
    usage: async () => (await ask({ type: 'usage' })) as Usage,
    end: () => child.kill('SIGKILL'),
  };
}
