import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../src/profiler/analysis/index.ts';
import { cutSeries } from '../../../src/profiler/analysis/verdict/segments.ts';
import { drawCapture } from './drawnCapture.ts';

const phasesOf = (drawing: string) => {
  const { phases, verdict } = analyse(drawCapture({ threads: [{ drawing }], resources: { Timeout: 1 } }));
  return { text: (phases ?? []).map((one) => `${one.class} ${one.startMs}-${one.endMs}`).join(', '), verdict };
};

test('ten seconds of computing and then waiting are two phases', () => {
  const { text, verdict } = phasesOf('a'.repeat(5000) + '.'.repeat(5000));
  assert.equal(text, 'cpu-bound 0-5000, io-bound 5000-10000');
  assert.match(verdict.summary, /computing from 0\.0 s to 5\.0 s, waiting from 5\.0 s to 10\.0 s/);
  assert.equal(verdict.evidence.filter(({ text: line }) => line.startsWith('Phase')).length, 2);
});

test('turns of computing and waiting are no phases, however long the run', () => {
  for (const period of [20, 90, 200, 340]) {
    const half = period / 2;
    assert.equal(phasesOf(('a'.repeat(half) + '.'.repeat(half)).repeat(10_000 / period)).text, '', `${period} ms`);
  }
});

test('an episode of a quarter of a second is no phase', () => {
  assert.equal(phasesOf('.'.repeat(3000) + 'a'.repeat(250) + '.'.repeat(3000)).text, '');
});

test('a noisy series of one mean is not cut', () => {
  let seed = 7;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  for (let trial = 0; trial < 200; trial++) {
    assert.deepEqual(cutSeries(Array.from({ length: 50 }, random), 5), [0]);
  }
});

test('a series is cut where it changes', () => {
  const series = [...Array<number>(12).fill(0.9), ...Array<number>(20).fill(0.1), ...Array<number>(18).fill(0.8)];
  assert.deepEqual(cutSeries(series, 5), [0, 12, 32]);
});
