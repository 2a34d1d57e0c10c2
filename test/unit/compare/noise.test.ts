import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  difference,
  exactly,
  queuedFor,
  queuedShareOf,
  sampled,
  spreadOf,
} from '../../../src/profiler/compare/noise.ts';

/** Two-sided p value of two Poisson counts of equal exposure: given their sum, the first is binomial with one half. */
function exactTest(one: number, other: number): number {
  const sum = one + other;
  const logFactorial = (n: number) => Array.from({ length: n }, (_, at) => Math.log(at + 1)).reduce((a, b) => a + b, 0);
  const chance = (k: number) => Math.exp(logFactorial(sum) - logFactorial(k) - logFactorial(sum - k) - sum * Math.LN2);
  const smaller = Math.min(one, other);
  const tail = Array.from({ length: smaller + 1 }, (_, k) => chance(k)).reduce((a, b) => a + b, 0);
  return Math.min(1, 2 * tail);
}

test('counts of samples differ when the exact test says so, give or take one sample', () => {
  const significant = (one: number, other: number) =>
    difference(sampled(one, 1, 0), sampled(other, 1, 0)).isSignificant;
  assert.ok(!significant(0, 5));
  assert.ok(significant(0, 6));
  for (const base of [0, 3, 10, 30, 100]) {
    const first = (test: (other: number) => boolean) => {
      let other = base;
      while (!test(other)) other++;
      return other;
    };
    const byUs = first((other) => significant(base, other));
    const exact = first((other) => exactTest(base, other) < 0.05);
    assert.ok(Math.abs(byUs - exact) <= 1, `from ${base}: ${byUs}, by the exact test ${exact}`);
  }
});

test('the distance of the samples scales their noise', () => {
  const everyMs = difference(sampled(100, 1, 0), sampled(120, 1, 0));
  const everyTenMs = difference(sampled(100, 10, 0), sampled(120, 10, 0));
  assert.ok(everyTenMs.noise > 3 * everyMs.noise);
});

test('what is counted exactly has no noise; a spread grows with the value', () => {
  assert.deepEqual(difference(exactly(7), exactly(8)), {
    before: 7,
    after: 8,
    delta: 1,
    noise: 0,
    isSignificant: true,
  });
  assert.ok(!difference(spreadOf(1000, 0.04), spreadOf(1100, 0.04)).isSignificant);
  assert.ok(difference(spreadOf(1000, 0.04), spreadOf(1200, 0.04)).isSignificant);
});

test('a longer wait for a processor explains that a run was slower, never that it was faster', () => {
  const quiet = spreadOf(1000, 0.01);
  const crowded = (value: number) => queuedFor(spreadOf(value, 0.01), 500);
  assert.ok(!difference(quiet, crowded(1500)).isSignificant);
  assert.ok(!difference(crowded(1500), quiet).isSignificant);
  assert.ok(difference(quiet, crowded(500)).isSignificant);
  assert.ok(difference(crowded(1500), queuedFor(quiet, 500)).isSignificant);
});

test('it explains no more than itself and cold caches', () => {
  const quiet = spreadOf(1200, 0.01);
  assert.ok(difference(quiet, queuedFor(spreadOf(12_800, 0.01), 6000)).isSignificant);
  const { noise } = difference(exactly(1200), queuedFor(exactly(12_800), 6000));
  assert.ok(noise > 6000 && noise < 1.3 * 6000, `${noise}`);
});

test('a rate that fell is explained by the queue, one that rose is not', () => {
  const quiet = exactly(100);
  const crowded = (value: number) => ({ ...exactly(value), withoutQueue: 2 * value });
  assert.equal(difference(quiet, crowded(60)).noise, 60);
  assert.equal(difference(quiet, crowded(160)).noise, 0);
});

test('which part of a thread is interrupted is chance: short parts scatter most', () => {
  const relative = (ms: number) => {
    const { noise } = difference(exactly(0), queuedShareOf(exactly(ms), 0.5));
    return (noise - 0.5 * ms) / ms;
  };
  assert.ok(relative(10) > 3 * relative(1000));
});
