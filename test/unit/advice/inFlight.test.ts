/** How many in flight: limits that are too low or too high, groups, loops that the source does not decide. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advise } from '../../../src/profiler/advice/index.ts';
import type { IoOperation, Recommendation, Report, Task, WaitingNode } from '../../../src/profiler/report.ts';
import { sampleReport } from './sampleReport.ts';

const at = (line: number) => ({ file: '/app/main.js', line, column: 3 });

/** `load` awaits a request at line 5; two seconds, of which the loop waits 1.7. */
function concurrent(io: Partial<IoOperation>, kind = 'fetch'): Report {
  const report = sampleReport({ class: 'io-bound', cause: 'concurrent-io', cpu: 0.1, wait: 0.9, wallMs: 2110 });
  const task: Task = {
    name: 'load',
    location: at(4),
    count: 0,
    cpuMs: 60,
    waitMs: 7000,
    blockedMs: 0,
    meanInFlight: 4,
    maxInFlight: 4,
    class: 'io-bound',
    kind: 'function',
    awaits: 'concurrent',
  };
  report.tasks = [task];
  const row = { kind, location: at(5), count: 200, waitMs: 7000, idleMs: 1700, queueMs: null, bytes: null };
  report.io = [{ ...row, meanInFlight: 4, maxInFlight: 4, ...io }];
  return report;
}
const named = (report: Report, id: string): Recommendation | undefined => advise(report).find((one) => one.id === id);

test('a limit of four: more are advised, from no gain to what the main thread could do', () => {
  const [first] = advise(concurrent({}));
  assert.equal(first?.id, 'async-more');
  assert.ok((first.size ?? 0) > 20);
  assert.deepEqual(first.target, { name: 'load', location: at(4) });
  assert.equal(first.predictedSpeedup.low, 1);
  assert.ok(first.predictedSpeedup.expected > 2 && first.predictedSpeedup.expected < first.predictedSpeedup.high);
});

test('below the four that nearly everyone serves, some gain is certain', () => {
  const advice = named(concurrent({ meanInFlight: 2, maxInFlight: 2 }), 'async-more');
  assert.ok((advice?.predictedSpeedup.low ?? 0) > 1.3);
});

test('groups that wait for their slowest call gain by a limit of the same size', () => {
  const advice = named(concurrent({ meanInFlight: 30, maxInFlight: 48 }), 'async-more');
  assert.match(advice?.title ?? '', /Keep 48 calls of load in flight all the time/);
});

for (const [what, io] of [
  ['forty at a time already', { meanInFlight: 38, maxInFlight: 40 }],
  ['all at once', { meanInFlight: 150, maxInFlight: 200 }],
  ['two long and many short ones', { meanInFlight: 1.8, maxInFlight: 9 }],
] as const)
  test(`no higher limit: ${what}`, () => assert.equal(named(concurrent(io), 'async-more'), undefined));

test('servers and timers have no limit to raise', () => {
  const server = concurrent({});
  server.inFlight = { readings: 9, meanRequests: 4, maxRequests: 4, meanTimers: 0, isServer: true };
  assert.equal(named(server, 'async-more'), undefined);
  assert.equal(named(concurrent({}, 'timer'), 'async-more'), undefined);
});

test('hundreds in flight: fewer are an alternative to try, never the first advice', () => {
  const report = concurrent({ meanInFlight: 150, maxInFlight: 200 });
  assert.equal(advise(report)[0]?.id, 'keep');
  assert.equal(named(report, 'async-fewer')?.size, 50);
  assert.equal(named(concurrent({}), 'async-fewer'), undefined);
});

/** Both loops await in turn; `outer` calls `inner`, which asks. */
function nested(awaits: Task['awaits'], kinds: readonly string[] = ['fetch']): Report {
  const report = concurrent({});
  report.verdict.cause = 'serial-awaits';
  const task = report.tasks[0] as Task;
  report.tasks = ['inner', 'outer'].map((name, index) => ({
    ...task,
    name,
    location: at(10 * (index + 1)),
    waitMs: 1800,
    meanInFlight: 1,
    maxInFlight: 1,
    awaits: awaits ?? null,
  }));
  const callers = [
    { name: 'inner', location: at(12) },
    { name: 'outer', location: at(22) },
  ];
  const row = { ...(report.io[0] as IoOperation), meanInFlight: 1, maxInFlight: 1, waitMs: 1800, callers };
  report.io = kinds.map((kind) => ({ ...row, kind, idleMs: 1700 / kinds.length }));
  return report;
}

test('a loop that the source does not decide is advised with a condition and without an edit', () => {
  const [first] = advise(nested('serial-undecided'));
  assert.equal(first?.id, 'async-bounded');
  assert.match(first.title, /if none needs another’s result/);
  assert.equal(first.predictedSpeedup.low, 1);
  assert.equal(first.action, null);
});

test('of loops within loops the outer one is changed', () => {
  const advice = named(nested('serial-independent'), 'async-bounded');
  assert.deepEqual(advice?.action, { kind: 'bound-awaits', location: at(22), limit: advice?.size });
});

test('a loop that sleeps between its requests keeps its pace', () => {
  const [first] = advise(nested('serial-independent', ['fetch', 'timer']));
  assert.equal(first?.model, 'keep');
});

/** `outer` calls `inner` at line 22 in each turn; what `inner` awaits there: line, kind, how often. */
function stepsInside(report: Report, steps: readonly (readonly [number, string, number])[]): Report {
  const node = (name: string, line: number, count: number, children: WaitingNode[], kind?: string): WaitingNode => ({
    name,
    location: at(line),
    waitMs: 50 * count,
    idleMs: 50 * count,
    count,
    children,
    ...(kind !== undefined && { kind }),
  });
  const inside = steps.map(([line, kind, count]) => node('inner', line, count, [node(kind, line, count, [], kind)]));
  const all = steps.reduce((sum, [, , count]) => sum + count, 0);
  report.waiting = node('(waiting)', 1, all, [node('outer', 22, all, inside)]);
  return report;
}

test('who asks again until something is done sleeps in each turn several times: turns overlap, with a condition', () => {
  const report = stepsInside(nested('serial-independent', ['fetch', 'timer']), [
    [12, 'fetch', 9],
    [13, 'timer', 27],
    [14, 'fetch', 27],
  ]);
  const [first] = advise(report);
  assert.equal(first?.id, 'async-bounded');
  assert.equal(first.size, 9, 'as many as there are turns');
  assert.match(first.title, /if none needs another’s result/);
  assert.equal(first.predictedSpeedup.low, 1);
  assert.equal(first.action, null);
});

for (const sleeps of [21, 40])
  test(`who asks once a turn keeps a pace, wherever it sleeps: ${sleeps} sleeps for 20 turns`, () => {
    const report = stepsInside(nested('serial-independent', ['fetch', 'timer']), [
      [12, 'fetch', 20],
      [13, 'timer', sleeps],
    ]);
    assert.equal(advise(report)[0]?.model, 'keep');
  });

test('two steps a turn make no more turns than each step has', () => {
  const report = nested('serial-independent');
  (report.tasks[0] as Task).awaits = 'serial';
  const steps = stepsInside(report, [
    [12, 'fetch', 5],
    [13, 'fetch', 5],
  ]);
  const advice = named(steps, 'async-bounded');
  assert.match(advice?.why.join(' ') ?? '', /awaits 10 operations/);
  assert.equal(advice?.size, 5);
});

test('loops within loops: few turns of the outer one are told of, and bound what is promised', () => {
  const steps = [
    [12, 'fetch', 3],
    [13, 'fetch', 197],
  ] as const;
  const flat = named(nested('serial-independent'), 'async-bounded');
  const advice = named(stepsInside(nested('serial-independent'), steps), 'async-bounded');
  assert.match(advice?.caveats.join(' ') ?? '', /outer goes round only 3 times/);
  assert.ok((advice?.predictedSpeedup.low ?? 9) < (flat?.predictedSpeedup.low ?? 0));
});

test('two at a time on a pool of four with free processors: more are advised', () => {
  const pool = {
    class: 'cpu-bound',
    cause: 'thread-pool',
    cpu: 0.03,
    wait: 0.97,
    pool: 1.2,
    cores: 2,
    wallMs: 2110,
  } as const;
  const groups = (sample: Parameters<typeof sampleReport>[0], meanInFlight: number): Report => {
    const report = sampleReport({ ...pool, ...sample });
    const row = { kind: 'crypto', location: at(5), count: 48, waitMs: 3600, idleMs: 1900, queueMs: null, bytes: null };
    report.io = [{ ...row, meanInFlight, maxInFlight: 2 }];
    return report;
  };
  const [first] = advise(groups({}, 1.9));
  assert.equal(first?.id, 'async-more');
  assert.equal(first.size, 4);
  assert.ok(first.predictedSpeedup.expected > 1.3 && first.predictedSpeedup.expected < 2);
  assert.equal(named(groups({ pool: 1.95 }, 2), 'async-more'), undefined, 'both processors are busy');
});

test('what other loops ask of the same function is not overlapped with it', () => {
  const report = nested('serial-independent');
  const all = named(report, 'async-bounded')?.predictedSpeedup.expected ?? 0;
  const node = (name: string, line: number, idleMs: number, children: WaitingNode[] = []): WaitingNode => ({
    name,
    location: at(line),
    waitMs: idleMs,
    idleMs,
    count: idleMs / 10,
    children,
  });
  report.waiting = node('(waiting)', 1, 1700, [node('outer', 22, 600), node('list', 30, 1100)]);
  const some = named(report, 'async-bounded')?.predictedSpeedup.expected ?? 0;
  assert.ok(all > 4 && some > 1.2 && some < 1.6, `${all} ${some}`);
});
