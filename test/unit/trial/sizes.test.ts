import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bestSize, nextSize, sizeRange, type SizeRange } from '../../../src/profiler/trial/sizes.ts';

/** All sizes that the search asks for, given a throughput for each. */
function search(throughput: (size: number) => number, range: SizeRange): { tried: number[]; best: number } {
  const points: { size: number; callsPerSecond: number }[] = [];
  for (let size = nextSize(points, range); size !== null; size = nextSize(points, range)) {
    assert.ok(!points.some((point) => point.size === size), `${size} twice`);
    points.push({ size, callsPerSecond: throughput(size) });
  }
  return { tried: points.map(({ size }) => size), best: bestSize(points) };
}

test('doubles while it helps, up to the largest size', () => {
  assert.deepEqual(
    search((size) => size, { first: 2, largest: 40 }),
    { tried: [2, 4, 8, 16, 32, 40], best: 40 },
  );
});

test('stops at a plateau and takes the smallest size on it', () => {
  const { tried, best } = search((size) => Math.min(size, 5), { first: 1, largest: 64 });
  assert.ok(Math.max(...tried) <= 16, `${tried}`);
  assert.ok(best >= 5 && best <= 8, `${best} of ${tried}`);
});

test('looks on both sides of a peak', () => {
  const { tried, best } = search((size) => size / (1 + 0.006 * size * (size - 1)), { first: 1, largest: 256 });
  assert.ok(best >= 9 && best <= 16, `${best} of ${tried}`);
  assert.ok(tried.length <= 9, `${tried}`);
});

test('what only gets worse stays at its first size', () => {
  assert.equal(search((size) => 1 / size, { first: 1, largest: 32 }).best, 1);
});

test('two cores are enough for a fit of four sizes', () => {
  const { tried, best } = search((size) => Math.min(size, 2), { first: 1, largest: 4 });
  assert.deepEqual(tried.sort(), [1, 2, 3, 4]);
  assert.equal(best, 2);
});

const cpuBound = { calls: 100, usableCores: 4, cpuShare: 1, isAsync: false, cheap: true };

test('workers are bounded by the cores, half as many again where that is cheap to see', () => {
  assert.deepEqual(sizeRange('worker-threads', cpuBound), { first: 1, largest: 6 });
  assert.deepEqual(sizeRange('processes', { ...cpuBound, cheap: false }), { first: 1, largest: 4 });
  assert.deepEqual(sizeRange('worker-threads', { ...cpuBound, calls: 3 }), { first: 1, largest: 3 });
});

test('calls that block without computing are given more threads than cores, awaited ones are not', () => {
  assert.ok(sizeRange('worker-threads', { ...cpuBound, cpuShare: 0.1 }).largest > 20);
  assert.equal(sizeRange('worker-threads', { ...cpuBound, cpuShare: 0.1, isAsync: true }).largest, 6);
  assert.ok(sizeRange('worker-threads', { ...cpuBound, usableCores: 64, cpuShare: 0 }).largest <= 32);
});

test('as many calls in flight as there are calls, within reason', () => {
  assert.deepEqual(sizeRange('async', { ...cpuBound, isAsync: true, calls: 10 }), { first: 2, largest: 10 });
  assert.equal(sizeRange('async', { ...cpuBound, isAsync: true, calls: 100_000 }).largest, 256);
  assert.deepEqual(sizeRange('async', { ...cpuBound, isAsync: true, calls: 1 }), { first: 1, largest: 1 });
});
