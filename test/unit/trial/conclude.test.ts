import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TrialModel, TrialVariant } from '../../../src/profiler/trialResult.ts';
import { bestOf, conclusionOf } from '../../../src/profiler/trial/conclude.ts';

const variant = (
  model: TrialModel,
  size: number | null,
  [low, expected, high]: [number, number, number],
  more: Partial<TrialVariant> = {},
): TrialVariant => ({
  model,
  size,
  wallMs: [100 / expected],
  startMs: 1,
  speedup: { low, expected, high },
  callsPerSecond: { low, expected, high },
  cpuMs: 100,
  peakRssBytes: 1,
  meanMs: 1,
  p99Ms: 1,
  errors: 0,
  sameResults: true,
  ...more,
});
const serial = variant('serial', null, [1, 1, 1]);
const finished = { calls: 10, exit: 'finished', rounds: 5 } as const;

test('the fastest wins if it is certainly faster', () => {
  const best = bestOf([serial, variant('async', 8, [0.9, 1, 1.1]), variant('worker-threads', 2, [1.7, 1.8, 1.9])]);
  assert.deepEqual(best, { model: 'worker-threads', size: 2, speedup: { low: 1.7, expected: 1.8, high: 1.9 } });
});

test('no change where the interval includes 1', () => {
  const variants = [serial, variant('worker-threads', 2, [0.95, 1.4, 1.9])];
  assert.equal(bestOf(variants), null);
  assert.match(conclusionOf(variants, null, finished), /^No change.*2 workers, was 1\.40×/);
});

test('of two that are as good the simpler one, of one model the smaller', () => {
  const processes = variant('processes', 2, [1.7, 1.85, 2]);
  const workers = variant('worker-threads', 2, [1.7, 1.8, 1.9]);
  assert.equal(bestOf([serial, processes, workers])?.model, 'worker-threads');
  assert.equal(bestOf([serial, variant('async', 16, [7, 8, 9]), variant('async', 8, [7, 7.9, 9])])?.size, 8);
});

test('other results or more failures are no gain', () => {
  assert.equal(bestOf([serial, variant('async', 4, [2, 3, 4], { sameResults: false })]), null);
  assert.equal(bestOf([serial, variant('async', 4, [2, 3, 4], { errors: 1 })]), null);
  const text = conclusionOf([serial, variant('async', 4, [2, 3, 4], { sameResults: false })], null, finished);
  assert.match(text, /gave other results/);
});

test('a start that costs more than it gains is told', () => {
  const variants = [serial, variant('worker-threads', 2, [1.7, 1.8, 1.9], { startMs: 80 })];
  assert.match(conclusionOf(variants, bestOf(variants), finished), /Starting 2 workers takes 80 ms/);
});

test('nothing to compare is told as what it is', () => {
  assert.match(conclusionOf([], null, { calls: 0, exit: 'cancelled', rounds: 0 }), /cancelled/);
  assert.match(conclusionOf([], null, { calls: 0, exit: 'time-limit', rounds: 0 }), /time limit/);
  assert.match(conclusionOf([serial], null, finished), /none but the serial model/);
});

test('a search that was cut off says what it saw, and that this is not certain', () => {
  const variants = [serial, variant('worker-threads', 1, [0, 0.9, 1.8]), variant('async', 8, [0, 6, 12])];
  const text = conclusionOf(variants, bestOf(variants), { calls: 10, exit: 'cancelled', rounds: 0 });
  assert.match(text, /cancelled during its search.*nothing is certain.*8 calls in flight were 6\.00× as fast/);
  assert.doesNotMatch(text, /No change/);
});
