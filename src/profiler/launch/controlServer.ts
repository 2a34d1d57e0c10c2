/** The launcher's end of the control channel: listens, keeps the live numbers, asks for a flush. */
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { FromWatcher, ToWatcher } from '../capture/format/control.ts';
import { LiveNumbers } from './liveNumbers.ts';
import { createSocketFolder, longestName } from './socketFolder.ts';

export interface ControlServer {
  /** For the agent's configuration. */
  readonly path: string;
  readonly live: LiveNumbers;
  /** Processes that have a connection now. */
  connected(): number[];
  /** Asks all processes to put on disk what they have; false when one could not, or did not answer in time. */
  flush(withinMs: number): Promise<boolean>;
  close(): Promise<void>;
}

/** The shortest limit of all systems (macOS: 104 bytes with the final zero). */
const longestSocketPath = 103;
/** A message is a few hundred bytes; more without a line end is no message of ours. */
const longestMessage = 1 << 20;

export async function startControlServer(): Promise<ControlServer> {
  const address = await privateAddress();
  const live = new LiveNumbers();
  const connections = new Map<net.Socket, number | null>();
  const waiting = new Set<(socket: net.Socket, complete: boolean) => void>();

  const server = net.createServer((socket) => {
    connections.set(socket, null);
    const gone = () => {
      const pid = connections.get(socket);
      if (pid !== undefined && pid !== null) live.ended(pid);
      connections.delete(socket);
      for (const answered of waiting) answered(socket, true); // It ended, so its agent flushed by itself.
    };
    socket.on('error', () => socket.destroy());
    socket.on('close', gone);
    onLines(socket, (line) => {
      const message = parse(line);
      if (message?.type === 'hello') connections.set(socket, message.pid);
      if (message?.type === 'live') live.update(message);
      if (message?.type === 'flushed') for (const answered of waiting) answered(socket, message.complete);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address.path, resolve);
  }).catch(async (error: unknown) => {
    await address.remove();
    throw error;
  });

  return {
    path: address.path,
    live,
    connected: () => [...connections.values()].filter((pid) => pid !== null),
    flush: (withinMs) => {
      const open = new Set(connections.keys());
      if (open.size === 0) return Promise.resolve(true);
      const request: ToWatcher = { type: 'flush' };
      return new Promise((resolve) => {
        let allComplete = true;
        const finish = (complete: boolean) => {
          clearTimeout(timer);
          waiting.delete(answered);
          resolve(complete);
        };
        const answered = (socket: net.Socket, complete: boolean) => {
          if (!open.delete(socket)) return;
          allComplete &&= complete;
          if (open.size === 0) finish(allComplete);
        };
        const timer = setTimeout(() => finish(false), withinMs);
        waiting.add(answered);
        for (const socket of [...open]) socket.write(`${JSON.stringify(request)}\n`);
      });
    },
    close: async () => {
      for (const socket of connections.keys()) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await address.remove();
    },
  };
}

/** Only this user may enter the folder of the socket; a pipe's name cannot be guessed. */
async function privateAddress(): Promise<{ path: string; remove: () => Promise<void> }> {
  if (process.platform === 'win32') {
    const name = `concurrency-profiler-${randomBytes(12).toString('hex')}`;
    return { path: `\\\\.\\pipe\\${name}`, remove: () => Promise.resolve() };
  }
  const fits = Buffer.byteLength(path.join(os.tmpdir(), longestName)) <= longestSocketPath;
  const folder = await createSocketFolder(fits ? os.tmpdir() : '/tmp');
  return { path: path.join(folder, 's'), remove: () => rm(folder, { recursive: true, force: true }) };
}

function onLines(socket: net.Socket, onLine: (line: string) => void): void {
  let pending = '';
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    const lines = (pending + text).split('\n');
    pending = lines.pop()!;
    if (pending.length > longestMessage) socket.destroy();
    lines.forEach(onLine);
  });
}

function parse(line: string): FromWatcher | null {
  try {
    return JSON.parse(line) as FromWatcher | null;
  } catch {
    return null;
  }
}
