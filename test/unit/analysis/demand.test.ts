/** What helpers would use if there were processors for all. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { growthIn } from '../../../src/profiler/analysis/accumulated.ts';
import { listContributions } from '../../../src/profiler/analysis/offThread.ts';

const times = [0, 1_000_000];
const demandOfPool = (used: number, queued: number) => {
  const flat = { times, values: [0, 0] };
  const cpu = { times, values: [0, used] };
  const pool = { osThreadId: 1, role: 'pool', cpu, demand: { times, values: [0, used + queued] } } as const;
  const process = { pid: 7, times: Float64Array.from(times), process: flat, foreignChildren: flat, threads: [pool] };
  const found = listContributions([process], 7, []).find(({ helper }) => helper === 'threadPool');
  assert.ok(found);
  return growthIn(found.demand, 0, 1_000_000);
};

test('a thread that computes whenever it may wants what it queues for', () => {
  assert.equal(demandOfPool(250_000, 750_000), 1_000_000);
});

test('a thread that woke up late for next to nothing wanted next to nothing', () => {
  assert.equal(demandOfPool(60, 95_000), 660);
});
