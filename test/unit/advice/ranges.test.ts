/** How wide a range has to be. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { turnsAtBest } from '../../../src/profiler/advice/atBest.ts';
import { describeSituation } from '../../../src/profiler/advice/situation.ts';
import { widen } from '../../../src/profiler/advice/timesKnown.ts';
import type { Recommendation, Report } from '../../../src/profiler/report.ts';
import { sampleReport } from './sampleReport.ts';

const predicted = (model: Recommendation['model'], low: number, expected: number, high: number): Recommendation => ({
  id: model,
  title: '',
  model,
  size: 2,
  target: null,
  predictedSpeedup: { low, expected, high },
  confidence: 1,
  why: [],
  wouldChangeIf: [],
  caveats: [],
  action: null,
});

test('no prediction is a single point', () => {
  const { low, expected, high } = widen(predicted('async', 1.64, 1.64, 1.64), 4).predictedSpeedup;
  assert.ok(low < 1.5 && expected === 1.64 && high > 1.8);
});

test('the low end of a small gain is none, a wide range stays, and nobody gains more than the processors there are', () => {
  assert.equal(widen(predicted('async', 1.08, 1.08, 1.3), 2).predictedSpeedup.low, 1);
  assert.deepEqual(widen(predicted('async', 1, 3, 7), 2).predictedSpeedup, { low: 1, expected: 3, high: 7 });
  assert.equal(widen(predicted('processes', 1.5, 1.9, 1.9), 2).predictedSpeedup.high, 2);
  assert.deepEqual(widen(predicted('keep', 1, 1, 1), 2).predictedSpeedup, { low: 1, expected: 1, high: 1 });
});

/** Two seconds: 1.4 of waiting in 100 turns that compute 100 ms of the 600. */
const work = { idleMs: 1400, computingMs: 100, turns: 100 };
const situationOf = (stalls: Report['stalls'] = []) => {
  const report = sampleReport({ cause: 'serial-awaits', cpu: 0.3, wait: 0.7, wallMs: 2110 });
  return describeSituation({ ...report, stalls });
};

test('at best, what is computed outside the turns is hidden by their waiting, but the start of a process is not', () => {
  const { computingMs, besideMs, restMs } = turnsAtBest(situationOf(), work);
  assert.equal(computingMs, 100);
  assert.ok(besideMs > 400 && besideMs <= 470, String(besideMs));
  assert.ok(restMs >= 40, String(restMs));
});

test('at best, what held up one turn far longer than the others does not come again', () => {
  const stall = (durationMs: number) => [{ startMs: 0, durationMs, name: 'parse', location: null, frames: [] }];
  assert.equal(turnsAtBest(situationOf(stall(45)), work).computingMs, 55);
  // Turns that all take as long are no exception.
  const long = { ...work, computingMs: 500, turns: 10 };
  assert.equal(turnsAtBest(situationOf(stall(60)), long).computingMs, 500);
});
