import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planRepeats, searchTime } from '../../../src/profiler/trial/schedule.ts';

const limitMs = 60_000;

test('five rounds, more where they are short, fewer where the time ends', () => {
  assert.deepEqual(planRepeats(undefined, { roundMs: 3000, leftMs: 50_000, limitMs }), { repeat: 5, cut: false });
  assert.deepEqual(planRepeats(undefined, { roundMs: 10, leftMs: 50_000, limitMs }), { repeat: 15, cut: false });
  assert.deepEqual(planRepeats(undefined, { roundMs: 15_000, leftMs: 40_000, limitMs }), { repeat: 2, cut: true });
});

test('as many as asked for, if there is time', () => {
  assert.deepEqual(planRepeats(40, { roundMs: 100, leftMs: 50_000, limitMs }), { repeat: 40, cut: false });
  assert.deepEqual(planRepeats(40, { roundMs: 5000, leftMs: 50_000, limitMs }), { repeat: 8, cut: true });
});

test('one round is begun in any case', () => {
  assert.equal(planRepeats(undefined, { roundMs: 90_000, leftMs: 1000, limitMs }).repeat, 1);
  assert.equal(planRepeats(3, { roundMs: 90_000, leftMs: -5, limitMs }).repeat, 1);
});

test('what one model does not use of the search is left to the others', () => {
  assert.equal(searchTime(limitMs, 60_000, 3), 8000);
  assert.equal(searchTime(limitMs, 58_000, 2), 11_000);
  assert.equal(searchTime(limitMs, 10_000, 1), 0);
});
