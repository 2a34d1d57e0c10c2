/** Awaits that are no loop of a known length: statements of one function, and lists that grow while they are worked off. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advise } from '../../../src/profiler/advice/index.ts';
import type { IoOperation, Recommendation, Report, Task, TaskSequence } from '../../../src/profiler/report.ts';
import { sampleReport } from './sampleReport.ts';

const at = (line: number) => ({ file: '/app/main.js', line, column: 3 });
const named = (report: Report, id: string): Recommendation | undefined => advise(report).find((one) => one.id === id);

interface Steps {
  /** Of one step in a call, and the steps that it needs. */
  steps: readonly (readonly [waitMs: number, ...needs: number[]])[];
  /** Calls under way at a time. */
  inFlight?: number;
  isShown?: boolean;
  isServer?: boolean;
  kind?: string;
}

/** 100 calls of `handle`, which goes through the steps from line 11 on and computes 1 ms. */
function sequence({ steps, inFlight = 1, isShown = true, isServer = false, kind = 'fetch' }: Steps): Report {
  const calls = 100;
  const stepsMs = steps.reduce((sum, [waitMs]) => sum + waitMs, 0);
  const waitMs = calls * stepsMs;
  const wallMs = (waitMs + calls) / inFlight + 110;
  const cpu = calls / wallMs;
  const cause = isServer ? 'concurrent-io' : 'serial-awaits';
  const report = sampleReport({ class: 'io-bound', cause, cpu, wait: 1 - cpu, wallMs, isServer });
  const list: TaskSequence['steps'] = steps.map(([ofOne, ...needs], index) => ({
    line: 11 + index,
    count: calls,
    waitMs: calls * ofOne,
    needs,
  }));
  const task: Task = {
    name: 'handle',
    location: at(10),
    count: 0,
    cpuMs: calls,
    waitMs,
    blockedMs: 0,
    meanInFlight: inFlight,
    maxInFlight: inFlight,
    class: 'io-bound',
    kind: 'function',
    awaits: 'serial-steps',
    waitsFor: [{ kind, waitMs }],
    sequence: { isShown, steps: list },
  };
  report.tasks = [task];
  return report;
}

test('two requests of one call: started together, a server answers in about half the time', () => {
  const [first] = advise(sequence({ steps: [[36], [36]], inFlight: 12, isServer: true }));
  assert.equal(first?.id, 'async-together');
  assert.match(first.title, /handle \(lines 11 and 12\) together with Promise\.all/);
  const { low, expected, high } = first.predictedSpeedup;
  assert.ok(expected > 1.7 && expected < 2, String(expected));
  // A service at its limit with twelve at a time brings nothing.
  assert.ok(low === 1 && high > expected);
  assert.equal(first.action, null);
});

test('one call at a time: what nearly every service takes is sure to gain', () => {
  const advice = named(sequence({ steps: [[30], [10]] }), 'async-together');
  const { low = 0, expected = 0 } = advice?.predictedSpeedup ?? {};
  assert.ok(low > 1.1 && expected > 1.25 && expected < 1.34, `${low} ${expected}`);
});

test('the longest chain of steps stays', () => {
  const chain = sequence({
    steps: [[20], [20, 0], [20]],
  });
  const expected = named(chain, 'async-together')?.predictedSpeedup.expected ?? 0;
  assert.ok(expected > 1.35 && expected < 1.5, String(expected));
});

test('effects between the steps: with a condition, from no gain on', () => {
  const advice = named(sequence({ steps: [[30], [30]], isShown: false }), 'async-together');
  assert.match(advice?.title ?? '', /if their order does not matter$/);
  assert.equal(advice?.predictedSpeedup.low, 1);
});

test('no such advice where the loop itself is the limit, or the steps are pauses', () => {
  const busy = sequence({ steps: [[1], [1]], inFlight: 60, isServer: true });
  assert.equal(named(busy, 'async-together'), undefined);
  assert.equal(named(sequence({ steps: [[30], [30]], kind: 'timer' }), 'async-together'), undefined);
});

/** `crawl` asks for `turns` pages of a list that grows; two seconds of waiting. */
function queue(turns: number): Report {
  const report = sequence({ steps: [[20]] });
  const task = report.tasks[0] as Task;
  delete task.sequence;
  Object.assign(task, { name: 'crawl', awaits: 'serial-queue', cpuMs: 40 });
  const row: IoOperation = {
    kind: 'fetch',
    location: at(3),
    count: turns,
    waitMs: 2000,
    idleMs: 2000,
    meanInFlight: 1,
    maxInFlight: 1,
    queueMs: null,
    bytes: null,
    callers: [{ name: 'crawl', location: at(12) }],
  };
  report.io = [row];
  return report;
}

test('a list that grows: several consumers, from no gain to what the main thread can do', () => {
  const [first] = advise(queue(100));
  assert.equal(first?.id, 'async-queue');
  assert.match(first.title, /consumers work off the list in crawl, if/);
  assert.ok((first.size ?? 0) > 20);
  const { low, expected, high } = first.predictedSpeedup;
  assert.equal(low, 1);
  // Ten of a hundred entries at a time lie in the middle between a chain and all at once.
  assert.ok(expected > 6 && expected < 11 && high > 1.5 * expected, `${expected} ${high}`);
  assert.match(first.caveats.join(' '), /seen before the await/);
  assert.equal(first.action, null);
  assert.equal(named(queue(100), 'async-bounded'), undefined);
});

test('fewer entries are found at a time where there are fewer', () => {
  const expectedOf = (turns: number) => named(queue(turns), 'async-queue')?.predictedSpeedup.expected ?? 0;
  assert.ok(expectedOf(9) < 4 && expectedOf(9) > 2, String(expectedOf(9)));
});
