/** Threads and processes that the measuring one talks to. They are gone when it ends. */
import { fork, type ChildProcess, type SerializationType } from 'node:child_process';
import { Worker } from 'node:worker_threads';
import type { ChildReady } from './child.ts';
import { cpuMs, nowMs } from './clock.ts';
import type { Spawn } from './measurements.ts';

export const childArgument = 'child';

export interface Started<Peer> {
  readonly peer: Peer;
  readonly spawn: Spawn;
}

export async function startWorker(): Promise<Started<Worker>> {
  const startMs = nowMs();
  const cpuBeforeMs = cpuMs();
  const peer = new Worker(__filename);
  await nextMessage(peer);
  return { peer, spawn: { ms: nowMs() - startMs, cpuMs: cpuMs() - cpuBeforeMs } };
}

export interface StartedChild extends Started<ChildProcess> {
  readonly rssBytes: number;
}

export async function startChild(serialization: SerializationType, poolSize?: number): Promise<StartedChild> {
  const env = poolSize === undefined ? process.env : { ...process.env, UV_THREADPOOL_SIZE: String(poolSize) };
  const startMs = nowMs();
  const peer = fork(__filename, [childArgument], {
    env,
    execArgv: [],
    serialization,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const ready = (await nextMessage(peer)) as ChildReady;
  return { peer, spawn: { ms: nowMs() - startMs, cpuMs: ready.cpuMs }, rssBytes: ready.rssBytes };
}

/** Rejects when the peer ends instead. */
export function nextMessage(peer: Worker | ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      peer.off('message', onMessage);
      peer.off('error', onError);
      peer.off('exit', onExit);
      act();
    };
    const onMessage = (message: unknown) => settle(() => resolve(message));
    const onError = (error: Error) => settle(() => reject(error));
    const onExit = () => settle(() => reject(new Error('A thread or process ended before it answered.')));
    peer.on('message', onMessage);
    peer.on('error', onError);
    peer.on('exit', onExit);
  });
}

export function ask(peer: Worker | ChildProcess, message: unknown): Promise<unknown> {
  const answer = nextMessage(peer);
  if ('send' in peer) peer.send(message as object);
  else peer.postMessage(message);
  return answer;
}
