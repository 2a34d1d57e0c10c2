import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OperationRests } from '../../../src/profiler/capture/format/operations.ts';
import { copiesForRests } from '../../../src/profiler/analysis/operations/fillRests.ts';
import { readOperations } from '../../../src/profiler/analysis/operations/readOperations.ts';

const rest = (window: number, start: number, end: number, times: number): OperationRests => ({
  k: 'op-rests',
  window,
  start,
  end,
  times,
});
const all = () => true;

test('the window is repeated in its own rhythm until the rest is full', () => {
  const copies = copiesForRests([1000, 1250], all, [rest(1000, 1500, 3000, 3)]);
  assert.deepEqual(
    copies.map(({ of, start, share }) => [of, start, share]),
    [
      [0, 1500, 1],
      [0, 2000, 1],
      [0, 2500, 1],
      [1, 1750, 1],
      [1, 2250, 1],
      [1, 2750, 1],
    ],
  );
});

test('copies stand for as many as began in the rest, however long it was', () => {
  for (const [end, times] of [
    [1600, 0.4],
    [9000, 3],
    [1_000_000, 250],
  ] as const) {
    const copies = copiesForRests([1000, 1100, 1400], all, [rest(1000, 1500, end, times)]);
    const sum = copies.reduce((total, { share }) => total + share, 0);
    assert.ok(Math.abs(sum - 3 * times) < 1e-9, `${sum} for ${times} times 3`);
    assert.ok(copies.every(({ start }) => start >= 1500 && start < end));
    assert.ok(copies.length <= 3 * 16);
  }
});

test('where more began in the rest, each waited less; where fewer did, as long as before', () => {
  const paces = (times: number) => copiesForRests([1000], all, [rest(1000, 1500, 2500, times)]).map(({ pace }) => pace);
  assert.deepEqual(paces(4), [0.5, 0.5]);
  assert.deepEqual(paces(2), [1, 1]);
  assert.deepEqual(paces(0.5), [1, 1]);
});

test('each rest repeats its own window; what began in neither is left alone', () => {
  const copies = copiesForRests([500, 1000, 2500, 3000], all, [rest(3000, 3100, 3200, 1), rest(1000, 1500, 2000, 1)]);
  assert.deepEqual(
    copies.map(({ of, start }) => [of, start]),
    [
      [1, 1500],
      [3, 3100],
    ],
  );
});

test('what was never called back is not repeated, and neither are windows of damaged records', () => {
  assert.deepEqual(
    copiesForRests([1000], () => false, [rest(900, 1100, 1200, 1)]),
    [],
  );
  for (const damaged of [rest(900, 900, 1200, 1), rest(900, 1100, 1100, 1), rest(900, 1100, 1200, NaN)])
    assert.deepEqual(copiesForRests([1000], all, [damaged]), []);
});

test('operations of a request are repeated as those of another request', () => {
  const { count, request, weight, started, traced } = readOperations([
    {
      endMicros: 10_000,
      events: [
        { k: 'paths', firstFrame: 0, frames: [], firstPath: 0, paths: [[]] },
        {
          k: 'ops',
          kinds: ['net'],
          kind: [0, 0],
          start: [1000, 1100],
          wait: [50, 50],
          open: [0, 0],
          id: [1, 2],
          path: [0, 0],
          weight: [2, 2],
          bytes: [-1, -1],
          due: [-1, -1],
          request: [7, -1],
        },
        rest(1000, 1500, 2500, 2),
        { k: 'op-totals', t: 2500, started: { net: 4 } },
      ],
    },
  ]);
  assert.deepEqual([count, traced], [6, 2]);
  assert.equal(started, 12);
  assert.deepEqual([...weight], [2, 2, 2, 2, 2, 2]);
  const ids = [...request].filter((id) => id >= 0);
  assert.equal(new Set(ids).size, 3);
  assert.equal(request.filter((id) => id < 0).length, 3);
});
