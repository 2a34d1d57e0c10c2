/** Which advice comes first. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rank } from '../../../src/profiler/advice/rank.ts';
import type { ConcurrencyModel, Recommendation } from '../../../src/profiler/report.ts';

const advice = (
  id: string,
  model: ConcurrencyModel,
  [low, expected, high]: readonly [number, number, number],
  confidence = 0.65,
): Recommendation => ({
  id,
  title: id,
  model,
  size: null,
  target: null,
  predictedSpeedup: { low, expected, high },
  confidence,
  why: [],
  wouldChangeIf: [],
  caveats: [],
  action: null,
});
const keep = advice('keep', 'keep', [1, 1, 1], 0.95);
const inOrder = (...all: Recommendation[]): string[] => rank(all).map(({ id }) => id);

test('what is counted and worth it comes before a larger gain that is only assumed', () => {
  const workers = advice('worker-threads', 'worker-threads', [1, 1.35, 1.6]);
  const faster = advice('optimize-function', 'optimize', [1, 1.6, 5], 0.4);
  assert.deepEqual(inOrder(keep, faster, workers), ['worker-threads', 'optimize-function', 'keep']);
});

test('what is assumed comes before keeping things, and before what is not worth it', () => {
  const workers = advice('worker-threads', 'worker-threads', [1, 1.15, 1.3]);
  const faster = advice('optimize-function', 'optimize', [1, 1.4, 4], 0.4);
  assert.deepEqual(inOrder(keep, workers, faster), ['optimize-function', 'keep', 'worker-threads']);
});

test('a small gain that may be a large loss is not worth it', () => {
  const risky = advice('worker-threads', 'worker-threads', [0.7, 1.3, 1.8]);
  assert.deepEqual(inOrder(risky, keep), ['keep', 'worker-threads']);
  assert.deepEqual(inOrder(keep, { ...risky, predictedSpeedup: { low: 1, expected: 1.3, high: 1.8 } })[0], risky.id);
});

test('what is more likely wrong than right is never the first', () => {
  const unlikely = advice('async-bounded', 'async', [1, 20, 30], 0.2);
  assert.deepEqual(inOrder(unlikely, keep), ['keep', 'async-bounded']);
});
