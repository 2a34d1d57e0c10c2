import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../src/profiler/analysis/index.ts';
import type { RequestsRecord } from '../../../src/profiler/capture/format/operations.ts';
import { drawCapture, type DrawnThread } from './drawnCapture.ts';
import { chain, drawOperations, drawnStartMicros, type DrawnOperation } from './drawnOperations.ts';

const micros = (ms: number) => drawnStartMicros + ms * 1000;
const work = { name: 'work', line: 9 };

/** `work:10` is the function's own frame where the drawing has `w`: it begins on line 10. */
const taskOf = (name: string, thread: DrawnThread, operations: DrawnOperation[], requests?: RequestsRecord) => {
  const events = [...drawOperations(operations), ...(requests ? [requests] : [])];
  const { tasks } = analyse(drawCapture({ threads: [thread], events }));
  const task = tasks.find((one) => one.name === name);
  assert.ok(task, `no task ${name} among ${tasks.map((one) => one.name).join()}`);
  return task;
};

test('20 ms of waiting and 20 ms of computing by turns are a mixed task', () => {
  const drawing = `${'.'.repeat(20)}${'w'.repeat(20)}`;
  const waits = chain(25, 20, 20, { kind: 'fs', path: 'readFile < work:12 < top:30' });
  const task = taskOf('work', { drawing, times: 25, frames: { w: work } }, waits);
  assert.equal(task.class, 'mixed');
  assert.equal(task.awaits, 'single'); // its caller awaited, not the function itself
  assert.equal(task.count, 25);
  assert.ok(Math.abs(task.cpuMs - 500) < 1 && Math.abs(task.waitMs - 500) < 10, `${task.cpuMs} ${task.waitMs}`);
  assert.deepEqual(
    task.waitsFor?.map(({ kind }) => kind),
    ['fs'],
  );
});

test('a function that awaits again after its first await is serial', () => {
  const first = chain(5, 20, 180, { kind: 'fs', path: 'readFile < work:12 < main:40' });
  const later = chain(5, 20, 180, { kind: 'fs', path: 'readFile < work:14 < await main:40' }, 100);
  assert.equal(taskOf('work', { drawing: '..........', times: 100 }, [...first, ...later]).awaits, 'serial');
});

test('a loop whose turns need nothing of each other is serial without need', () => {
  const operations = [
    ...chain(1, 20, 0, { kind: 'http', path: 'get < ask:3 < work:12 < main:40' }),
    ...chain(9, 20, 0, { kind: 'http', path: 'get < ask:3 < work:12 < await main:40' }, 20),
  ];
  const capture = drawCapture({ threads: [{ drawing: '..........', times: 20 }], events: drawOperations(operations) });
  const patternOf = (lines: number[]) =>
    analyse({ ...capture, independentAwaits: { 'file:///app/main.js': lines } }).tasks.find(
      ({ name }) => name === 'work',
    )?.awaits;
  assert.equal(patternOf([12]), 'serial-independent');
  assert.equal(patternOf([14]), 'serial');
});

test('a loop that nobody awaits is a serial one too; a callback of the event loop is called for each', () => {
  const patternOf = (first: string) => {
    const operations = [
      ...chain(1, 20, 0, { kind: 'http', path: first }),
      ...chain(9, 20, 0, { kind: 'http', path: 'get < ask:3 < work:12' }, 20),
    ];
    const capture = drawCapture({
      threads: [{ drawing: '..........', times: 20 }],
      events: drawOperations(operations),
    });
    const { tasks } = analyse({ ...capture, independentAwaits: { 'file:///app/main.js': [12] } });
    return tasks.find(({ name }) => name === 'work')?.awaits;
  };
  assert.equal(patternOf('get < ask:3 < work:12 < main:40'), 'serial-independent');
  assert.equal(patternOf('get < ask:3 < work:12'), 'single');
});

test('steps that need nothing of each other: told with their waits, however many calls are under way', () => {
  const steps = [
    { from: 12, to: 12, needs: [] },
    { from: 13, to: 15, needs: [] },
  ];
  // Three calls at a time, five after each other; the second step takes twice as long.
  const operations = [0, 1, 2].flatMap((shift) => [
    ...chain(5, 20, 40, { kind: 'http', path: 'get < ask:3 < work:12' }, shift),
    ...chain(5, 40, 20, { kind: 'http', path: 'get < ask:3 < work:14' }, 20 + shift),
  ]);
  const capture = drawCapture({ threads: [{ drawing: '..........', times: 33 }], events: drawOperations(operations) });
  const taskWith = (isShown: boolean) =>
    analyse({ ...capture, awaitSequences: { 'file:///app/main.js': [{ steps, isShown }] } }).tasks.find(
      ({ name }) => name === 'work',
    );
  const task = taskWith(true);
  assert.equal(task?.awaits, 'serial-steps');
  assert.deepEqual(
    task.sequence?.steps.map(({ line, count }) => [line, count]),
    [
      [12, 15],
      [13, 15],
    ],
  );
  const [first, second] = task.sequence?.steps.map(({ waitMs }) => waitMs) ?? [];
  assert.ok(Math.abs((first ?? 0) - 300) < 20 && Math.abs((second ?? 0) - 600) < 20, `${first} ${second}`);
  assert.equal(taskWith(false)?.awaits, 'concurrent');
  assert.equal(taskWith(false)?.sequence?.isShown, false);
});

test('a generator that works off a growing list is one loop, though each call of it awaits once', () => {
  const turns = chain(10, 20, 0, { kind: 'http', path: 'get < ask:3 < work:12 < main:40' });
  const capture = drawCapture({ threads: [{ drawing: '..........', times: 20 }], events: drawOperations(turns) });
  const byUrl = { 'file:///app/main.js': [12] };
  const patternOf = (more: object) =>
    analyse({ ...capture, undecidedAwaits: byUrl, ...more }).tasks.find(({ name }) => name === 'work')?.awaits;
  assert.equal(patternOf({ queueAwaits: byUrl }), 'serial-queue');
  assert.equal(patternOf({}), 'single');
});

test('a sampled chain waits as long as all of it', () => {
  // One in ten of 500 reads of 1 ms is traced; a millisecond of computing follows each.
  const reads = chain(50, 1, 19, { kind: 'fs', path: 'stat < work:12 < top:30', weight: 10 });
  assert.equal(taskOf('work', { drawing: '.w', times: 500, frames: { w: work } }, reads).class, 'mixed');
});

test('waiting for compression in the thread pool is computing', () => {
  const zips = chain(50, 18, 2, { kind: 'zlib', path: 'gzip < work:12 < top:30' });
  const drawing = `${'.'.repeat(18)}${'w'.repeat(2)}`;
  assert.equal(taskOf('work', { drawing, times: 50, frames: { w: work } }, zips).class, 'cpu-bound');
});

test('a fan-out with little computing is I/O-bound and concurrent', () => {
  const fan = Array.from({ length: 100 }, (): DrawnOperation => ({
    kind: 'http',
    from: 0,
    to: 900,
    path: 'get < work:12',
  }));
  const task = taskOf('work', { drawing: `${'.'.repeat(900)}${'w'.repeat(100)}`, frames: { w: work } }, fan);
  assert.equal(`${task.class} ${task.awaits} ${task.meanInFlight}`, 'io-bound concurrent 100');
});

test('answers that lie ready while others are worked on are not waited for', () => {
  // All are answered after 100 ms and then worked on for 9 ms each.
  const fan = Array.from({ length: 100 }, (_, at): DrawnOperation => ({
    kind: 'http',
    from: 0,
    to: 100 + 9 * at,
    path: 'get < work:12',
  }));
  const task = taskOf('work', { drawing: `${'.'.repeat(100)}${'w'.repeat(900)}`, frames: { w: work } }, fan);
  assert.equal(task.class, 'cpu-bound');
});

test('a function that only computes is CPU-bound, and one that does next to nothing is not judged', () => {
  const frames = { w: work, o: { name: 'other', line: 50 } };
  const { tasks } = analyse(drawCapture({ threads: [{ drawing: `${'w'.repeat(980)}${'o'.repeat(20)}`, frames }] }));
  assert.deepEqual(
    tasks.map((task) => `${task.name} ${task.class} ${task.awaits}`),
    ['work cpu-bound null', 'other insufficient-data null'],
  );
});

test('a request is seen from inside: its own waiting against its own computing', () => {
  // Ten at a time on a busy loop: each waits 50 ms for a timer, computes 5, and is in the queue for the rest.
  const count = 100;
  const start = (at: number) => Math.floor(at / 10) * 100;
  const waits = Array.from({ length: count }, (_, at): DrawnOperation => {
    return { kind: 'timer', from: start(at), to: start(at) + 95, due: 50, request: at, path: 'setTimeout < work:12' };
  });
  const each = <T>(value: (at: number) => T) => Array.from({ length: count }, (_, at) => value(at));
  const requests: RequestsRecord = {
    k: 'requests',
    id: each((at) => at),
    name: each(() => 'GET /users/:id'),
    start: each((at) => micros(start(at))),
    duration: each((at) => (at < 98 ? 100_000 : 300_000)),
    status: each(() => 200),
    weight: each(() => 1),
    busy: each(() => 5000),
    path: each(() => 0),
  };
  const thread = { drawing: 'w'.repeat(1000), frames: { w: work } };
  const request = taskOf('GET /users/:id', thread, waits, requests);
  assert.equal(`${request.kind} ${request.class} ${request.awaits}`, 'request io-bound single');
  assert.equal(request.count, count);
  assert.ok(Math.abs(request.waitMs - 50 * count) < 1e-6);
  assert.ok(Math.abs((request.meanMs ?? 0) - 104) < 1e-6);
  assert.equal(request.p99Ms, 300);
});

test('a request that stands for ten counts as ten', () => {
  const waits = chain(10, 20, 20, { kind: 'fs', path: 'readFile < work:12', weight: 1 }).map((one, at) => ({
    ...one,
    request: at,
  }));
  const each = <T>(value: (at: number) => T) => Array.from({ length: 10 }, (_, at) => value(at));
  const record: RequestsRecord = {
    k: 'requests',
    id: each((at) => at),
    name: each(() => 'GET /'),
    start: each((at) => micros(at * 40)),
    duration: each(() => 21_000),
    status: each(() => 200),
    weight: each(() => 10),
    busy: each(() => 1000),
    path: each(() => -1),
  };
  const task = taskOf('GET /', { drawing: '..........', times: 100 }, waits, record);
  assert.equal(task.count, 100);
  assert.ok(Math.abs(task.cpuMs - 100) < 1e-6 && Math.abs(task.waitMs - 2000) < 1e-6);
});

test('measures are tasks of their own', () => {
  const events = [
    ...drawOperations(chain(5, 100, 100, { kind: 'fs', path: 'readFile < work:12' })),
    { k: 'measures' as const, name: ['load', 'load'], start: [micros(0), micros(200)], duration: [200_000, 200_000] },
  ];
  const { tasks } = analyse(
    drawCapture({ threads: [{ drawing: `${'.'.repeat(100)}${'w'.repeat(100)}`, times: 5 }], events }),
  );
  const task = tasks.find(({ kind }) => kind === 'measure');
  assert.equal(`${task?.name} ${task?.count} ${task?.class} ${task?.meanMs}`, 'load 2 mixed 200');
  assert.ok(Math.abs((task?.cpuMs ?? 0) - 200) < 2);
});
