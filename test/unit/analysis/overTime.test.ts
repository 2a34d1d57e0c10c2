import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../src/profiler/analysis/index.ts';
import type { Report, WaitingNode } from '../../../src/profiler/report.ts';
import { waitingInRange } from '../../../src/webview/flame/waitingInRange.ts';
import { drawCapture, type DrawnRun } from './drawnCapture.ts';
import { drawOperations, type DrawnOperation } from './drawnOperations.ts';

function overTimeOf(run: DrawnRun) {
  const { overTime } = analyse(drawCapture(run));
  assert.ok(overTime);
  return overTime;
}

/** The run lasts a second, so a stretch of what was in flight is 2 ms. */
const inFlightOf = (operations: readonly DrawnOperation[]) => {
  const found = overTimeOf({ threads: [{ drawing: '.'.repeat(1000) }], events: drawOperations(operations) }).inFlight;
  assert.ok(found);
  return found;
};
const stretch = 2;
const at = (column: readonly number[], ms: number) => column[Math.floor(ms / stretch)];

test('a thread’s strip has its shares by stretches of its life', () => {
  const drawing = `${'a'.repeat(10)}${'#'.repeat(5)}${'.'.repeat(10)}aa...`;
  const [activity] = overTimeOf({ threads: [{ drawing }] }).threads;
  assert.deepEqual(activity, {
    threadId: '100-0',
    startMs: 0,
    bucketMs: 5,
    computing: [100, 100, 0, 0, 0, 40],
    gc: [0, 0, 100, 0, 0, 0],
    blocked: [0, 0, 0, 0, 0, 0],
  });
});

test('what waits in a synchronous call is blocked, not computing', () => {
  const frames = { w: { name: 'wait', url: '', line: -1, scriptId: '0' } };
  const drawing = `${'a'.repeat(200)}\n${' '.repeat(100)}${'w'.repeat(100)}`;
  const [activity] = overTimeOf({ threads: [{ drawing, frames }], threadClocks: false }).threads;
  assert.equal(activity?.blocked.at(-1), 100);
  assert.equal(activity?.computing.at(-1), 0);
});

test('the agent’s own work is no activity: such a stretch is unknown', () => {
  const frames = { p: { name: 'checkpoint', url: 'file:///tool/dist/agent.cjs' } };
  const drawing = `${'a'.repeat(5)}${'p'.repeat(5)}${'a'.repeat(5)}`;
  const [activity] = overTimeOf({ threads: [{ drawing, frames }] }).threads;
  assert.deepEqual(activity?.computing, [100, -1, 100]);
});

test('shares add up to the budget of the thread', () => {
  const drawing = `${'a'.repeat(7)}${'#'.repeat(2)}${'.'.repeat(11)}`;
  const report = analyse(drawCapture({ threads: [{ drawing, times: 50 }] }));
  const activity = report.overTime?.threads[0];
  assert.ok(activity);
  const mean = (column: readonly number[]) => column.reduce((sum, percent) => sum + percent, 0) / column.length / 100;
  const { budget } = report.threads[0] as Report['threads'][number];
  assert.ok(Math.abs(mean(activity.computing) - budget.cpu) < 0.005);
  assert.ok(Math.abs(mean(activity.gc) - budget.gc) < 0.005);
});

test('however long and however many, the strips stay within 75 kB', () => {
  const threads = Array.from({ length: 40 }, () => ({ drawing: 'aa.#.'.repeat(20), times: 40 }));
  const { threads: strips } = overTimeOf({ threads });
  assert.equal(strips.length, 40);
  assert.ok(strips.every(({ computing }) => computing.length <= 250));
  assert.ok(JSON.stringify(strips).length < 100_000);
});

test('what is open is counted by kind, on average and at most', () => {
  const { kinds, peak, isEstimated } = inFlightOf([
    { kind: 'fs', from: 100, to: 200 },
    { kind: 'fs', from: 150, to: 151 },
    { kind: 'http', from: 150, to: 400 },
  ]);
  assert.equal(isEstimated, false);
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    ['http', 'fs'],
  );
  const fs = kinds[1];
  assert.ok(fs);
  assert.deepEqual([at(fs.mean, 98), at(fs.mean, 120), at(fs.mean, 150), at(fs.mean, 202)], [0, 1, 1.5, 0]);
  assert.deepEqual([at(fs.peak, 120), at(fs.peak, 150)], [1, 2]);
  assert.deepEqual([at(peak, 120), at(peak, 150), at(peak, 300), at(peak, 450)], [1, 3, 1, 0]);
});

test('a peak shorter than a stretch is kept', () => {
  const burst = Array.from({ length: 40 }, (): DrawnOperation => ({ kind: 'fs', from: 500.1, to: 500.2 }));
  const { peak, kinds } = inFlightOf(burst);
  assert.equal(Math.max(...peak), 40);
  assert.equal(at(kinds[0]?.mean ?? [], 500), 2);
});

test('one that stands for ten is spread over the time in which they began', () => {
  // One after the other, each 1 ms: one in ten is traced.
  const chain = Array.from({ length: 50 }, (_, n): DrawnOperation => ({
    kind: 'fs',
    from: 10 * n,
    to: 10 * n + 1,
    weight: n === 0 ? 1 : 10,
  }));
  const { kinds, peak, isEstimated } = inFlightOf(chain);
  assert.equal(isEstimated, true);
  const mean = kinds[0]?.mean ?? [];
  for (const ms of [30, 34, 78, 300]) assert.ok(Math.abs((at(mean, ms) ?? 0) - 1) < 0.02, `${ms}: ${at(mean, ms)}`);
  assert.equal(Math.max(...peak), 1);
});

test('collections are pauses, the longest in order of time', () => {
  const drawing = `a${'#'.repeat(3)}a#a${'#'.repeat(8)}.`;
  const { longest, count, totalMs } = overTimeOf({ threads: [{ drawing }] }).gcPauses;
  assert.equal(count, 3);
  assert.equal(totalMs, 12);
  assert.deepEqual(
    longest.map(({ startMs, durationMs }) => `${startMs}+${durationMs}`),
    ['1+3', '5+1', '7+8'],
  );
});

const measures = (entries: readonly [name: string, startMs: number, durationMs: number][]) =>
  overTimeOf({
    threads: [
      {
        drawing: '.'.repeat(1000),
        events: [
          {
            k: 'measures',
            name: entries.map(([name]) => name),
            start: entries.map(([, startMs]) => 1_000_000 + startMs * 1000),
            duration: entries.map(([, , durationMs]) => durationMs * 1000),
          },
        ],
      },
    ],
  }).userTiming;

test('measures of the program keep name, start and duration', () => {
  const { entries, count } = measures([
    ['second', 300, 20],
    ['first', 100, 5],
  ]);
  assert.equal(count, 2);
  assert.deepEqual(entries, [
    { threadId: '100-0', name: 'first', startMs: 100, durationMs: 5 },
    { threadId: '100-0', name: 'second', startMs: 300, durationMs: 20 },
  ]);
});

test('of very many measures the longest and some of the most frequent stay, and the number of all', () => {
  const frequent = Array.from({ length: 5000 }, (_, n): [string, number, number] => ['often', n / 10, 0.01]);
  const { entries, count } = measures([...frequent, ['rare and long', 200, 400], ['x'.repeat(500), 1, 300]]);
  assert.equal(count, 5002);
  assert.ok(entries.length <= 300);
  assert.ok(entries.some(({ name }) => name === 'rare and long'));
  assert.ok(entries.every(({ name }) => name.length <= 80));
  const kept = entries.filter(({ name }) => name === 'often').map(({ startMs }) => startMs);
  assert.ok(Math.min(...kept) < 50 && Math.max(...kept) > 450, 'from all over the run');
});

const waitingOf = (operations: readonly DrawnOperation[], drawing = '.'.repeat(1500)) => {
  const { waiting, run } = analyse(drawCapture({ threads: [{ drawing }], events: drawOperations(operations) }));
  assert.ok(waiting);
  return { waiting, wallMs: run.wallMs };
};
const leavesOf = (node: WaitingNode): WaitingNode[] =>
  node.children.length === 0 ? [node] : node.children.flatMap(leavesOf);
const total = (values: readonly number[] | undefined) => (values ?? []).reduce((sum, value) => sum + value, 0);

test('waits over time add up to the waits, for each leaf and for all', () => {
  const { waiting } = waitingOf([
    { kind: 'fs', from: 100, to: 333, path: 'readFile < load:12' },
    { kind: 'http', from: 250, to: 903, path: 'get < ask:20' },
  ]);
  assert.ok(Math.abs(total(waiting.overTime?.idleMs) - waiting.idleMs) < 1);
  assert.ok(Math.abs(total(waiting.overTime?.waitMs) - waiting.waitMs) < 1);
  const leaves = leavesOf(waiting).filter(({ kind }) => kind !== undefined);
  assert.equal(leaves.length, 2);
  for (const { overTime, idleMs, waitMs } of leaves) {
    assert.ok(Math.abs(total(overTime?.idleMs) - idleMs) < 1, `${total(overTime?.idleMs)} of ${idleMs}`);
    assert.ok(Math.abs(total(overTime?.waitMs) - waitMs) < 1);
  }
});

test('a part of the run has the waits of that part only', () => {
  const { waiting, wallMs } = waitingOf([
    { kind: 'fs', from: 100, to: 400, path: 'readFile < load:12' },
    { kind: 'http', from: 400, to: 1000, path: 'get < ask:20' },
  ]);
  const early = waitingInRange(waiting, { startMs: 200, endMs: 300 }, wallMs);
  assert.ok(early);
  assert.deepEqual(
    early.children.map(({ name }) => name),
    ['load'],
  );
  assert.ok(Math.abs(early.idleMs - 100) < 2 && Math.abs(early.waitMs - 100) < 2);
  const across = waitingInRange(waiting, { startMs: 350, endMs: 450 }, wallMs);
  assert.deepEqual(across?.children.map(({ name, idleMs }) => `${name} ${Math.round(idleMs / 10) * 10}`).sort(), [
    'ask 50',
    'load 50',
  ]);
  const idle = waitingInRange(waiting, { startMs: 1100, endMs: 1300 }, wallMs);
  assert.deepEqual(
    idle?.children.map(({ name, idleMs }) => `${name} ${Math.round(idleMs)}`),
    ['(other) 200'],
  );
  assert.equal(
    waitingInRange({ ...waiting, overTime: { idleMs: [], waitMs: [] } }, { startMs: 0, endMs: 1 }, 10),
    null,
  );
});
