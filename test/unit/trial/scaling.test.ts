import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitScaling } from '../../../src/profiler/trial/scaling.ts';
import { seededRandom } from '../../../src/profiler/trial/random.ts';

const law = (alpha: number, beta: number, gamma: number) => (size: number) => ({
  size,
  callsPerSecond: (gamma * size) / (1 + alpha * (size - 1) + beta * size * (size - 1)),
});

const close = (value: number | undefined, wanted: number, within: number) =>
  assert.ok(Math.abs(value! - wanted) <= within, `${value} for ${wanted}`);

test('points on the curve give back its parameters and its peak', () => {
  for (const [alpha, beta, gamma] of [
    [0.05, 0.01, 100],
    [0.3, 0.002, 4],
    [0, 0.05, 1000],
  ] as const) {
    const fit = fitScaling([1, 2, 4, 8, 16].map(law(alpha, beta, gamma)));
    close(fit?.alpha, alpha, 1e-9);
    close(fit?.beta, beta, 1e-9);
    close(fit?.gamma, gamma, 1e-6);
    close(fit?.peakSize ?? NaN, Math.sqrt((1 - alpha) / beta), 1e-6);
  }
});

test('noise of a few per cent moves the peak a little', () => {
  const random = seededRandom(3);
  const points = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32]
    .map(law(0.05, 0.003, 50))
    .map(({ size, callsPerSecond }) => ({ size, callsPerSecond: callsPerSecond * (0.98 + 0.04 * random()) }));
  close(fitScaling(points)?.peakSize ?? NaN, Math.sqrt(0.95 / 0.003), 3);
});

test('a straight line has no peak, and neither has a curve that only levels off', () => {
  const linear = fitScaling([1, 2, 4, 8].map(law(0, 0, 10)));
  assert.equal(linear?.peakSize, null);
  close(linear?.alpha, 0, 1e-9);
  const levelling = fitScaling([1, 2, 4, 8].map(law(0.2, 0, 10)));
  assert.equal(levelling?.peakSize, null);
  close(levelling?.alpha, 0.2, 1e-9);
});

test('better than linear is not taken for negative contention', () => {
  const fit = fitScaling([1, 2, 4, 8].map((size) => ({ size, callsPerSecond: 10 * size ** 1.2 })));
  assert.ok(fit && fit.alpha >= 0 && fit.beta >= 0 && fit.gamma > 0);
});

test('what falls from the start has its peak at one', () => {
  const fit = fitScaling([1, 2, 3, 4].map((size) => ({ size, callsPerSecond: 100 / size ** 2 })));
  assert.equal(fit?.peakSize, 1);
});

test('three sizes are no curve, and one size measured four times is one', () => {
  assert.equal(fitScaling([1, 2, 4].map(law(0.1, 0.01, 10))), null);
  assert.equal(fitScaling([2, 2, 2, 2].map(law(0.1, 0.01, 10))), null);
});
