/** Start-up of Node is no work of the program, however long a crowded machine makes it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../src/profiler/analysis/index.ts';
import { drawCapture } from './drawnCapture.ts';

const node = { name: 'load', url: 'node:internal/modules/esm/loader' };
const judge = (drawing: string) => analyse(drawCapture({ threads: [{ drawing, frames: { n: node } }] })).verdict;

test('a program of a line is not judged by a slow start-up', () => {
  const { class: boundClass, summary } = judge('n'.repeat(200) + 'aaa');
  assert.equal(boundClass, 'insufficient-data');
  assert.match(summary, /3 samples after start-up/);
});

test('Node working for a program that has begun is the program', () => {
  assert.equal(judge('nna' + 'n'.repeat(100)).class, 'cpu-bound');
});

test('a program that ran before it was measured has no start-up', () => {
  const capture = drawCapture({
    threads: [{ drawing: 'n'.repeat(200), frames: { n: node } }],
    manifest: { attached: true },
  });
  const { verdict, run } = analyse(capture);
  assert.equal(verdict.class, 'cpu-bound');
  assert.equal(run.attached, true);
});

test('waiting counts also where the program itself was too short to be seen', () => {
  assert.equal(judge('nnnnnnnnnn' + '.'.repeat(100)).class, 'io-bound');
});
