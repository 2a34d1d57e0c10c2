/** What is on disk when the program is stopped or killed from outside. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import path from 'node:path';
import { test } from 'node:test';
import type { FromWatcher, ToWatcher } from '../../src/profiler/capture/format/control.ts';
import { ended, program, selfShare, startProfiled, temporaryFolder } from './agentHarness.ts';

/** A launcher's side of the control channel for one watcher. */
async function listen() {
  const controlPath = path.join(temporaryFolder(), 'control');
  const seen: FromWatcher[] = [];
  const waiting: { type: string; resolve: (message: FromWatcher) => void }[] = [];
  let socket: Socket | undefined;
  const server = createServer((connection) => {
    socket = connection;
    connection.on('error', () => undefined);
    let rest = '';
    connection.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop()!;
      for (const message of lines.map((line) => JSON.parse(line) as FromWatcher)) {
        seen.push(message);
        for (const { resolve } of waiting.filter(({ type }) => type === message.type)) resolve(message);
      }
    });
  });
  server.listen(controlPath);
  await once(server, 'listening');
  return {
    controlPath,
    seen,
    next: (type: FromWatcher['type']) => new Promise<FromWatcher>((resolve) => waiting.push({ type, resolve })),
    send: (message: ToWatcher) => socket!.write(`${JSON.stringify(message)}\n`),
    close: () => server.close(),
  };
}

test('a program that never yields is counted live and flushed on request', async () => {
  const control = await listen();
  const { child, capture } = startProfiled([program('agent-spins.cjs')], { controlPath: control.controlPath });
  const end = ended(child);
  const hello = await control.next('hello');
  assert.deepEqual(hello, { type: 'hello', pid: child.pid, parentPid: null });
  await control.next('live');
  const live = await control.next('live');
  assert.ok(live.type === 'live' && live.cpuMicros > 0 && live.heapUsedBytes > 0 && live.rssBytes > 0);
  assert.equal(live.threads, 1);
  const before = capture.windows(capture.main).length;
  const flushed = control.next('flushed');
  control.send({ type: 'flush' });
  assert.deepEqual(await flushed, { type: 'flushed', pid: child.pid, complete: true });
  assert.ok(capture.windows(capture.main).length > before, 'flush has written a window');
  child.kill('SIGKILL');
  assert.equal((await end).signal, 'SIGKILL');
  assert.ok(selfShare(capture.windows(capture.main), 'spinForever') > 0.5);
  control.close();
});

test('a kill leaves readable windows, counters and a heap checkpoint', async () => {
  const control = await listen();
  const { child, capture } = startProfiled([program('agent-spins.cjs')], {
    controlPath: control.controlPath,
    options: { checkpointMs: 200 },
  });
  const end = ended(child);
  // Live numbers come four a second: eight of them are beyond the early checkpoints.
  for (let count = 0; count < 8; count++) await control.next('live');
  child.kill('SIGKILL');
  await end;
  const windows = capture.windows(capture.main);
  assert.ok(windows.length >= 4, `${windows.length} windows`);
  for (const [at, window] of windows.slice(1).entries())
    assert.ok(window.startTime <= windows[at]!.endTime, 'no gap between windows');
  assert.ok(capture.heaps(capture.main).length > 0);
  assert.ok(capture.events(capture.main, 'mem').length > 4);
  assert.deepEqual(capture.events(capture.main, 'end'), []);
  control.close();
});

test('threads have roles, and their CPU only grows', async () => {
  const control = await listen();
  const { child, capture } = startProfiled([program('agent-spins.cjs')], { controlPath: control.controlPath });
  const end = ended(child);
  for (let count = 0; count < 3; count++) await control.next('live');
  child.kill('SIGKILL');
  await end;
  const rows = capture.events(capture.main, 'cpu');
  assert.ok(rows.length > 3);
  const mainCpu = rows.map(({ threads }) => threads.find(({ role }) => role === 'main')?.cpuMicros ?? -1);
  if (process.platform === 'linux') {
    assert.ok(mainCpu.every((cpu, at) => cpu >= (mainCpu[at - 1] ?? 0)));
    const roles = new Set(rows.at(-1)!.threads.map(({ role }) => role));
    assert.deepEqual([...roles].sort(), ['main', 'profiler', 'v8']);
    // The watcher and V8's sampling thread.
    assert.equal(rows.at(-1)!.threads.filter(({ role }) => role === 'profiler').length, 2);
  } else assert.deepEqual(rows.at(-1)!.threads, []);
  control.close();
});
