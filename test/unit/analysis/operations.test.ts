import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../src/profiler/analysis/index.ts';
import { drawCapture, type DrawnRun } from './drawnCapture.ts';
import { chain, drawOperations, type DrawnOperation } from './drawnOperations.ts';

const idle = { drawing: '..........', times: 100 };
const reportOf = (operations: DrawnOperation[], run: Partial<DrawnRun> = {}) =>
  analyse(drawCapture({ threads: [idle], events: drawOperations(operations), ...run }));
const close = (actual: number | undefined, expected: number, tolerance = 1e-6) =>
  assert.ok(actual !== undefined && Math.abs(actual - expected) <= tolerance, `${actual} instead of ${expected}`);

test('a chain of reads has one in flight, and the loop waited for it', () => {
  const { io, verdict, waiting } = reportOf(
    chain(50, 20, 0, { kind: 'fs', path: 'readFile < load:12 < await top:30' }),
  );
  assert.equal(io.length, 1);
  const [row] = io;
  assert.equal(`${row?.kind} ${row?.operation} ${row?.location?.line}`, 'fs readFile 12');
  close(row?.count, 50);
  close(row?.waitMs, 1000);
  close(row?.meanInFlight, 1);
  close(row?.maxInFlight, 1);
  close(row?.idleMs, 1000);
  assert.deepEqual(
    row?.callers?.map(({ name, location }) => `${name} ${location?.line}`),
    ['(anonymous) 30'],
  );
  assert.equal(`${verdict.class} ${verdict.cause}`, 'io-bound serial-awaits');
  close(waiting?.idleMs, 1000);
  assert.equal(waiting?.children[0]?.children[0]?.children[0]?.name, 'readFile');
});

test('twenty kept in flight are concurrent I/O', () => {
  const lanes = Array.from({ length: 20 }, () => chain(10, 100, 0, { kind: 'http', path: 'get < ask:8' }));
  const { io, verdict } = reportOf(lanes.flat());
  close(io[0]?.meanInFlight, 20);
  close(io[0]?.maxInFlight, 20);
  close(io[0]?.idleMs, 1000);
  assert.equal(`${verdict.class} ${verdict.cause}`, 'io-bound concurrent-io');
});

test('a traced one in ten tells a chain from a crowd', () => {
  const serial = reportOf(chain(20, 5, 45, { kind: 'fs', path: 'stat < one:3', weight: 10 }));
  close(serial.io[0]?.meanInFlight, 1, 0.01);
  close(serial.io[0]?.count, 200);
  close(serial.io[0]?.idleMs, 1000, 50); // nothing is known of what follows the last traced one
  assert.equal(serial.verdict.cause, 'serial-awaits');
  // A hundred kept in flight for 50 ms each; each tenth is traced.
  const lanes = Array.from({ length: 10 }, (_, lane) =>
    chain(20, 50, 0, { kind: 'http', path: 'get < all:3', weight: 10 }, lane),
  );
  const crowd = reportOf(lanes.flat().filter(({ to }) => (to ?? 0) <= 1000));
  const seen = crowd.io[0]?.meanInFlight ?? 0;
  assert.ok(seen > 80 && seen < 105, `${seen} in flight`);
  assert.equal(crowd.verdict.cause, 'concurrent-io');
});

test('a limit on a request is not what the loop waits for, nor is a subscription', () => {
  const { io, verdict } = reportOf([
    { kind: 'timer', from: 0, due: 30_000, path: 'setTimeout < limit:2' },
    { kind: 'net', from: 0, path: 'connect < subscribe:5' },
    ...chain(10, 100, 0, { kind: 'http', path: 'get < ask:8' }),
  ]);
  close(io.find(({ kind }) => kind === 'http')?.idleMs, 1000);
  close(io.find(({ kind }) => kind === 'timer')?.idleMs, 0);
  assert.equal(verdict.cause, 'serial-awaits');
});

test('what was waited for with nothing open is other, and all sums to the waiting time', () => {
  const { io, waiting } = reportOf(chain(10, 40, 60, { kind: 'dns', path: 'lookup < find:8' }));
  close(io[0]?.idleMs, 400);
  close(waiting?.idleMs, 1000);
  close(waiting?.children.find(({ name }) => name === '(other)')?.idleMs, 600);
});

test('sleeping one after the other is waiting for timers', () => {
  const { verdict, io } = reportOf(chain(50, 20, 0, { kind: 'timer', due: 20, path: 'setTimeout < sleep:3' }));
  assert.equal(`${verdict.class} ${verdict.cause}`, 'io-bound timers');
  close(io[0]?.idleMs, 1000);
});

test('a callback that comes late because the loop was busy did not wait for I/O', () => {
  // 20 ms idle, 80 ms busy, ten times; each read is called back at the end of the busy stretch.
  const drawing = `${'.'.repeat(20)}${'a'.repeat(80)}`;
  const reads = chain(10, 100, 0, { kind: 'http', path: 'get < ask:8' });
  const { io } = reportOf(reads, { threads: [{ drawing, times: 10 }] });
  close(io[0]?.waitMs, 10 * (20 + 40), 10 * 2);
  const timers = chain(10, 100, 0, { kind: 'timer', due: 25, path: 'setTimeout < ask:8' });
  close(reportOf(timers, { threads: [{ drawing, times: 10 }] }).io[0]?.waitMs, 250);
});

test('an operation that is told of at every flush is one', () => {
  const capture = drawCapture({ threads: [idle] });
  const record = (wait: number, open: 0 | 1) =>
    drawOperations([{ kind: 'fs', from: 0, to: wait }]).map((event) =>
      event.k === 'ops' ? { ...event, open: [open] } : event,
    );
  const main = capture.threads[0];
  Object.assign(main ?? {}, {
    events: [...(main?.events ?? []), ...record(100, 1), ...record(200, 1), ...record(250, 0)],
  });
  const { io } = analyse(capture);
  close(io[0]?.count, 1);
  close(io[0]?.waitMs, 250);
});

test('a full pool queues: who holds the threads and who waits for one', () => {
  const slow = Array.from({ length: 8 }, (): DrawnOperation => ({
    kind: 'crypto',
    from: 0,
    to: 0,
    path: 'pbkdf2 < hash:4',
  }));
  slow.forEach((one, at) => (one.to = at < 4 ? 400 : 800));
  const read: DrawnOperation = { kind: 'fs', from: 10, to: 810, path: 'readFile < load:9' };
  const { threadPool, io } = reportOf([...slow, read], { cores: { pool: 4 } });
  assert.equal(threadPool?.size, 4);
  close(threadPool?.runMs, 8 * 400 + 10);
  close(threadPool?.queueMs, 4 * 400 + 790);
  assert.equal(threadPool?.filledBy[0]?.location?.line, 4);
  assert.equal(threadPool?.maxQueued, 5);
  close(io.find(({ kind }) => kind === 'fs')?.queueMs ?? undefined, 790);
});

test('DNS look-ups hold at most half of the pool', () => {
  const lookups = Array.from({ length: 4 }, (_, at): DrawnOperation => ({
    kind: 'dns',
    from: 0,
    to: at < 2 ? 400 : 800,
    path: 'lookup < find:4',
  }));
  const read: DrawnOperation = { kind: 'fs', from: 10, to: 30, path: 'readFile < load:9' };
  const { io } = reportOf([...lookups, read]);
  close(io.find(({ kind }) => kind === 'dns')?.queueMs ?? undefined, 800);
  close(io.find(({ kind }) => kind === 'fs')?.queueMs ?? undefined, 0);
});

test('a chain of which one in ten is traced holds one thread', () => {
  const { threadPool } = reportOf(chain(20, 5, 45, { kind: 'fs', path: 'stat < one:3', weight: 10 }));
  close(threadPool?.occupancy, 0.25, 0.01);
  close(threadPool?.queueMs, 0);
});

test('the size of the pool comes from its threads, or from the environment', () => {
  const operations = drawOperations([{ kind: 'fs', from: 0, to: 10 }]);
  const sizeOf = (nodeVersion: string, threadPoolSize?: number) => {
    const capture = drawCapture({ threads: [idle], cores: { pool: 1 }, events: operations });
    for (const { entry, events } of capture.threads) {
      entry.nodeVersion = nodeVersion;
      for (const event of events) if (event.k === 'thread' && threadPoolSize) event.threadPoolSize = threadPoolSize;
    }
    return analyse(capture).threadPool?.size;
  };
  assert.equal(sizeOf('v22.1.0', 16), 1); // one named thread was seen
  assert.equal(sizeOf('v20.1.0', 16), 16);
  assert.equal(sizeOf('v20.1.0'), 4);
});

test('a starved pool is evidence: who fills it and who waits', () => {
  const hash = Array.from({ length: 40 }, (_, at): DrawnOperation => ({
    kind: 'crypto',
    from: 0,
    to: 100 * Math.ceil((at + 1) / 4),
    path: 'pbkdf2 < hash:4',
  }));
  const read = { kind: 'fs' as const, from: 1, to: 999, path: 'readFile < load:9' };
  const { threadPool, verdict } = reportOf([...hash, read], { cores: { pool: 4 } });
  assert.equal(threadPool?.starved, true);
  const texts = verdict.evidence.map(({ text }) => text).join();
  assert.match(texts, /held by crypto at main\.js:4/);
  assert.match(texts, /For a thread of the pool waited crypto at main\.js:4/);
  assert.equal(`${verdict.class} ${verdict.cause}`, 'cpu-bound thread-pool');
});
