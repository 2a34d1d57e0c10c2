import assert from 'node:assert/strict';
import { test } from 'node:test';
import { geometricInterval, studentQuantile } from '../../../src/profiler/trial/bootstrap.ts';
import { seededRandom } from '../../../src/profiler/trial/random.ts';

test('the same ratios give the same interval, around their geometric mean', () => {
  const ratios = [1.8, 2.0, 1.9, 2.1, 1.95];
  const interval = geometricInterval(ratios);
  assert.deepEqual(geometricInterval(ratios), interval);
  assert.ok(Math.abs(interval.expected - ratios.reduce((product, one) => product * one, 1) ** (1 / 5)) < 1e-12);
  assert.ok(interval.low > 1.7 && interval.low < interval.expected, `${interval.low}`);
  assert.ok(interval.high < 2.2 && interval.high > interval.expected, `${interval.high}`);
});

test('equal ratios leave no doubt, and one ratio leaves all of it', () => {
  const { low, expected, high } = geometricInterval([2, 2, 2, 2, 2]);
  for (const value of [low, expected, high]) assert.ok(Math.abs(value - 2) < 1e-9, `${value}`);
  assert.equal(geometricInterval([3]).low, 0);
});

test('two rounds that nearly agree are no proof', () => {
  assert.ok(geometricInterval([1.05, 1.2]).low < 1);
});

test('the interval holds the truth in about 95 of 100 cases, with two rounds as with fifteen', () => {
  const random = seededRandom(7);
  // Box and Muller.
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  for (const rounds of [2, 3, 5, 8, 15]) {
    const cases = 300;
    let held = 0;
    for (let at = 0; at < cases; at++) {
      const ratios = Array.from({ length: rounds }, () => 1.5 * Math.exp(0.1 * normal()));
      const { low, high } = geometricInterval(ratios);
      if (low <= 1.5 && high >= 1.5) held++;
    }
    // Of five values the widest interval that resampling knows is their range, which holds the truth in 94 % of cases.
    assert.ok(held / cases > 0.9, `${held} of ${cases} with ${rounds} rounds`);
  }
});

test("Student's quantiles are those of the tables", () => {
  const table: [freedom: number, quantile: number][] = [
    [1, 12.706],
    [2, 4.303],
    [3, 3.182],
    [4, 2.776],
    [9, 2.262],
    [30, 2.042],
  ];
  for (const [freedom, quantile] of table) {
    assert.ok(Math.abs(studentQuantile(freedom) / quantile - 1) < 0.01, `${freedom}: ${studentQuantile(freedom)}`);
  }
});
