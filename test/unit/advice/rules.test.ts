/** Each rule: a program that it is for, and a near one that it is not for. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advise } from '../../../src/profiler/advice/index.ts';
import type { HotFunction, IoOperation, Recommendation, Report, Task } from '../../../src/profiler/report.ts';
import { sampleReport, type Sample } from './sampleReport.ts';

const at = (line: number) => ({ file: '/app/main.js', line, column: 3 });
const adviceOf = (report: Report, id: string): Recommendation | undefined =>
  advise(report).find((one) => one.id === id);

/** `total` awaits `price` in a loop at line 12; `price` awaits a request at line 5. */
function serialLoop(more: Partial<Task> = {}, io: Partial<IoOperation> = {}, sample: Sample = {}): Report {
  const report = sampleReport({
    class: 'io-bound',
    cause: 'serial-awaits',
    cpu: 0.05,
    wait: 0.853,
    wallMs: 2110,
    ...sample,
  });
  const task = (name: string, line: number, awaits: Task['awaits']): Task => ({
    name,
    location: at(line),
    count: 0,
    cpuMs: 60,
    waitMs: 1800,
    blockedMs: 0,
    meanInFlight: 1,
    maxInFlight: 1,
    class: 'io-bound',
    kind: 'function',
    awaits: awaits ?? null,
  });
  report.tasks = [{ ...task('total', 10, 'serial-independent'), ...more }, task('price', 4, 'single')];
  report.io = [
    {
      kind: 'fetch',
      location: at(5),
      count: 60,
      waitMs: 1850,
      idleMs: 1800,
      meanInFlight: 1,
      queueMs: null,
      bytes: null,
      callers: [{ name: 'total', location: at(12) }],
      ...io,
    },
  ];
  return report;
}

test('independent awaits: the loop’s line is edited, the called function is the target', () => {
  const advice = advise(serialLoop())[0];
  assert.equal(advice?.id, 'async-bounded');
  assert.deepEqual(advice.target, { name: 'price', location: at(4) });
  assert.deepEqual(advice.action, { kind: 'bound-awaits', location: at(12), limit: advice.size });
  assert.match(advice.why.join(' '), /total awaits 60 operations \(fetch\) one after the other: 1\.8 s of 2\.0 s/);
  assert.ok(advice.predictedSpeedup.expected > 5 && advice.predictedSpeedup.expected < 12);
});

test('awaits that may need each other are no first advice, and have no edit', () => {
  const all = advise(serialLoop({ awaits: 'serial' }));
  assert.equal(all[0]?.model, 'keep');
  const bounded = all.find(({ id }) => id === 'async-bounded');
  assert.equal(bounded?.action, null);
  assert.equal(bounded.predictedSpeedup.low, 1);
});

test('a loop that waits for timers waits for time', () => {
  const report = serialLoop({}, { kind: 'timer' }, { cause: 'timers' });
  assert.equal(adviceOf(report, 'async-bounded'), undefined);
});

test('what overlaps already is left alone', () => {
  const report = serialLoop(
    { awaits: 'concurrent', meanInFlight: 20 },
    { meanInFlight: 20 },
    { cause: 'concurrent-io' },
  );
  assert.equal(advise(report)[0]?.model, 'keep');
});

test('awaits of the pool’s own work gain what the processors give', () => {
  const report = serialLoop({}, { kind: 'crypto' }, { class: 'cpu-bound', cause: 'thread-pool', pool: 0.85, cores: 2 });
  const { predictedSpeedup, size } = adviceOf(report, 'async-bounded') as Recommendation;
  assert.ok(predictedSpeedup.expected > 1.6 && predictedSpeedup.high < 2.4, JSON.stringify(predictedSpeedup));
  assert.ok((size as number) <= 8);
});

const syncHash: HotFunction = {
  name: 'pbkdf2Sync',
  source: 'node:internal/crypto/pbkdf2',
  location: null,
  selfMs: 8500,
  totalMs: 8500,
  selfShare: 0.85,
  totalShare: 0.85,
  calls: null,
  category: 'node',
  lines: [],
};

test('a synchronous hash in a server’s requests: its promise version before more processes', () => {
  const report = sampleReport({ cause: 'native', cpu: 0.95, hot: 0.9, isServer: true });
  report.hotFunctions.push(syncHash);
  const advice = adviceOf(report, 'async-promise-version');
  assert.match(advice?.title ?? '', /Await the promise version of pbkdf2Sync in crunch/);
  assert.deepEqual(advice?.action, {
    kind: 'use-promise-version',
    location: { file: '/app/main.js', line: 3, column: 1 },
  });
  report.hotFunctions.pop();
  assert.equal(adviceOf(report, 'async-promise-version'), undefined);
});

/** Threads beside the main one, alive for the whole run. */
function withThreads(report: Report, kind: 'worker' | 'process', count: number): Report {
  const { budget } = report.verdict;
  const thread = (threadId: number) => ({
    id: `1-${threadId}`,
    pid: 1,
    threadId,
    name: '',
    startMs: 0,
    wallMs: 10_000,
    budget,
  });
  report.threads = [
    { ...thread(0), kind: 'main' },
    ...Array.from({ length: count }, (_, i) => ({ ...thread(i + 1), kind })),
  ];
  return report;
}

const parallel: readonly (readonly [
  name: string,
  kind: 'worker' | 'process',
  count: number,
  Sample,
  expected: string,
])[] = [
  ['two workers that work one at a time', 'worker', 2, { workers: 0.95 }, 'async-feed-workers 2'],
  ['two workers on four cores', 'worker', 2, { workers: 1.95 }, 'worker-threads-more 4'],
  ['eight workers on two cores', 'worker', 8, { workers: 1.98, cores: 2 }, 'worker-threads-fewer 2'],
  ['eight processes on two cores', 'process', 8, { children: 1.98, cores: 2 }, 'processes-fewer 2'],
  ['as many workers as cores', 'worker', 4, { workers: 3.9 }, 'none'],
];
for (const [name, kind, count, sample, expected] of parallel) {
  test(`already parallel: ${name} is ${expected}`, () => {
    const cause = kind === 'worker' ? 'workers' : 'child-processes';
    const found = advise(withThreads(sampleReport({ cause, ...sample }), kind, count)).find(({ id }) =>
      /-(more|fewer|feed-workers)|processes-fewer/.test(id),
    );
    assert.equal(found ? `${found.id} ${found.size}` : 'none', expected);
  });
}

test('fewer workers are no faster, so keeping things comes first', () => {
  const report = withThreads(sampleReport({ cause: 'workers', workers: 1.98, cores: 2 }), 'worker', 8);
  assert.equal(advise(report)[0]?.model, 'keep');
});

test('a queue over several machines is for demand that one machine does not have', () => {
  const busy = sampleReport({ cause: 'workers', workers: 3.95 });
  assert.equal(adviceOf(busy, 'distributed-queue'), undefined);
  busy.verdict.offThreadDemandMs = { threadPool: 0, workers: 12 * busy.run.wallMs, childProcesses: 0 };
  const queue = adviceOf(busy, 'distributed-queue');
  assert.equal(queue?.size, 3);
  assert.notEqual(advise(busy)[0]?.id, 'distributed-queue');
});

test('data that is dearer to copy than to compute keeps the program on one thread', () => {
  const report = sampleReport({ cause: 'javascript', cpu: 1, hot: 0.95, wallMs: 1000 });
  const point = { atMs: 0, heapUsed: 200e6, external: 2e6, arrayBuffers: 0, rss: 3e8 };
  report.memory.timeline = [point, { ...point, atMs: 500 }, { ...point, atMs: 900 }];
  assert.equal(adviceOf(report, 'worker-threads'), undefined);
  assert.match(adviceOf(report, 'keep')?.why.join(' ') ?? '', /Too much data for workers/);
});

test('a short program is told so', () => {
  const why = adviceOf(sampleReport({ cause: 'javascript', cpu: 1, hot: 0.9, wallMs: 180 }), 'keep')?.why.join(' ');
  assert.match(why ?? '', /Too short to gain/);
});

test('a function that awaits stays where the event loop is; what it calls moves', () => {
  const report = serialLoop(
    { cpuMs: 1000 },
    { idleMs: 1000 },
    { class: 'mixed', cause: 'javascript', cpu: 0.5, hot: 0 },
  );
  const hot = (name: string, line: number, totalMs: number): HotFunction => ({
    ...syncHash,
    name,
    location: at(line),
    category: 'user',
    totalMs,
    totalShare: totalMs / 2000,
  });
  report.hotFunctions = [hot('total', 10, 1000), hot('rank', 30, 900)];
  assert.equal(adviceOf(report, 'hybrid')?.target?.name, 'rank');
});

test('a larger pool is for operations that queue', () => {
  const full: Sample = { cause: 'thread-pool', pool: 0.95, poolThreads: 1, cores: 2 };
  const advice = adviceOf(sampleReport({ ...full, poolQueue: 9 }), 'thread-pool-size');
  assert.deepEqual(advice?.action, { kind: 'set-pool-size', file: '/app/main.js', size: 4 });
  assert.equal(adviceOf(sampleReport({ ...full, poolQueue: 0 }), 'thread-pool-size'), undefined);
});

test('servers that wait need no second process', () => {
  const report = (cpu: number) =>
    sampleReport({ class: 'cpu-bound', cause: 'javascript', cpu, hot: 0.3, isServer: true });
  assert.deepEqual(adviceOf(report(0.95), 'processes-cluster')?.action, {
    kind: 'run-in-cluster',
    file: '/app/main.js',
    size: 4,
  });
  assert.equal(adviceOf(report(0.3), 'processes-cluster'), undefined);
});

test('children that compute: half more than processors, so that none is free while one ends and the next starts', () => {
  const report = serialLoop({}, { kind: 'child-process' }, { cause: 'child-processes', children: 0.8, cores: 2 });
  const advice = adviceOf(report, 'async-bounded');
  assert.equal(advice?.size, 3);
  assert.match(advice.why.join(' '), /The children compute on 2 processors/);
});

test('the time of the main thread is counted on, not what the last write takes', () => {
  const main = { id: 'main', kind: 'main', startMs: 60, wallMs: 2025 } as Report['threads'][number];
  const expected = (wallMs: number): number => {
    const report = serialLoop({}, {}, { wallMs });
    report.threads = [main];
    return adviceOf(report, 'async-bounded')?.predictedSpeedup.expected ?? 0;
  };
  assert.equal(expected(2100), expected(2400));
});
