import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultCalibration } from '../../../src/profiler/advice/calibration.ts';
import { correct, correctionsOf, type TestedPrediction } from '../../../src/profiler/advice/corrections.ts';
import type { Recommendation } from '../../../src/profiler/report.ts';

const tested = (changes: Partial<TestedPrediction> = {}): TestedPrediction => ({
  trialId: 'one',
  startedAt: '2026-01-01T00:00:00.000Z',
  target: '/app/main.js:3 crunch',
  model: 'worker-threads',
  predicted: 4,
  measured: 2,
  ...changes,
});
const functions = (count: number, changes: Partial<TestedPrediction> = {}) =>
  Array.from({ length: count }, (_, index) => tested({ target: `f${index}`, ...changes }));

const factorOf = (trials: readonly TestedPrediction[]) => correctionsOf(trials)['worker-threads']?.factor;

test('one trial moves a prediction a quarter of the way, many almost all of it', () => {
  assert.ok(Math.abs(factorOf(functions(1))! - 0.5 ** (1 / 4)) < 1e-9);
  assert.ok(Math.abs(factorOf(functions(3))! - 0.5 ** (1 / 2)) < 1e-9);
  assert.ok(Math.abs(factorOf(functions(97))! - 0.5) < 0.02);
});

test('errors in both directions cancel out', () => {
  assert.ok(Math.abs(factorOf([tested(), tested({ target: 'other', measured: 8 })])! - 1) < 1e-9);
});

test('the newest trial of a function counts, models do not mix, and small predictions teach nothing', () => {
  const newest = tested({ trialId: 'two', startedAt: '2026-01-02T00:00:00.000Z', measured: 4 });
  assert.equal(factorOf([newest, tested()]), 1);
  assert.deepEqual(Object.keys(correctionsOf([tested({ model: 'async' })])), ['async']);
  assert.deepEqual(correctionsOf([tested({ predicted: 1.05, measured: 0.5 })]), {});
  assert.deepEqual(correctionsOf([]), {});
});

const advice = (expected: number, model: Recommendation['model'] = 'worker-threads'): Recommendation => ({
  id: 'x',
  title: 'X',
  model,
  size: 4,
  target: null,
  predictedSpeedup: { low: 1, expected, high: expected * 1.2 },
  confidence: 0.6,
  why: [],
  wouldChangeIf: [],
  caveats: [],
  action: null,
});
const machineWith = (factor: number, predicted = 4, model = 'worker-threads') => ({
  ...defaultCalibration(4, 'v20.0.0'),
  corrections: { [model]: { factor, trials: 4, predicted } },
});

test('a correction counts in full for gains like those that were tried, in proportion for smaller ones', () => {
  const large = correct(advice(4), machineWith(0.5)).predictedSpeedup;
  assert.ok(Math.abs(large.expected - 2) < 1e-9);
  const small = correct(advice(2), machineWith(0.5)).predictedSpeedup;
  assert.ok(Math.abs(small.expected - Math.SQRT2) < 1e-9);
  for (const { low, expected, high } of [large, small]) assert.ok(1 <= low && low <= expected && expected <= high);
});

test('what trials found too low is raised, but never above the cores', () => {
  assert.ok(Math.abs(correct(advice(4, 'async'), machineWith(1.5, 4, 'async')).predictedSpeedup.expected - 6) < 1e-9);
  assert.equal(correct(advice(3.8), machineWith(1.5)).predictedSpeedup.expected, 4);
});

test('without a correction of its model advice stays as it is', () => {
  assert.deepEqual(correct(advice(4, 'async'), machineWith(0.5)), advice(4, 'async'));
  assert.deepEqual(correct(advice(4), undefined), advice(4));
  assert.match(correct(advice(4), machineWith(0.5)).why.join(), /lowered by up to 50 % after 4 trials/);
  assert.deepEqual(correct(advice(4), machineWith(0.99)).why, []);
});
