/** Numbers as users read them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duration, percent } from '../../../src/extension/languageServer/wording.ts';
import { clock, memory, progressLine, timeAgo } from '../../../src/extension/wording.ts';
import type { Progress } from '../../../src/profiler/launch/api.ts';

const checkAll = <Input>(write: (input: Input) => string, cases: readonly (readonly [Input, string])[]) => {
  for (const [input, expected] of cases) assert.equal(write(input), expected);
};

test('durations change their unit where the rounded text would', () => {
  checkAll(duration, [
    [0, '0 ms'],
    [0.04, '0 ms'],
    [0.06, '0.1 ms'],
    [0.42, '0.4 ms'],
    [9.94, '9.9 ms'],
    [9.96, '10 ms'],
    [999.4, '999 ms'],
    [999.6, '1.0 s'],
    [59_940, '59.9 s'],
    [59_960, '1 min 0 s'],
    [125_000, '2 min 5 s'],
  ]);
});

test('shares keep a digit while they are small', () => {
  checkAll(percent, [
    [0, '0 %'],
    [0.0042, '0.4 %'],
    [0.0996, '10 %'],
    [0.424, '42 %'],
    [1, '100 %'],
  ]);
});

test('the clock counts minutes and, when needed, hours', () => {
  checkAll(clock, [
    [0, '0:00'],
    [7_900, '0:07'],
    [61_000, '1:01'],
    [3_729_000, '1:02:09'],
  ]);
});

test('memory is written in decimal units, as in the panel', () => {
  checkAll(memory, [
    [0, '0.0 MB'],
    [5.26e6, '5.3 MB'],
    [45e6, '45 MB'],
    [1.5e9, '1.5 GB'],
  ]);
});

test('the progress names time, cores and heap, and each later stage in words', () => {
  const progress: Progress = {
    stage: 'recording',
    elapsedMs: 12_300,
    cpuCores: 1.26,
    heapUsedBytes: 45e6,
    rssBytes: 0,
    samples: 0,
    threads: 1,
  };
  assert.equal(progressLine(progress, 8), '0:12 · CPU 1.3 of 8 cores · heap 45 MB');
  assert.equal(progressLine({ ...progress, stage: 'stopping' }, 8), 'Stopping the program…');
  assert.equal(progressLine({ ...progress, stage: 'finalising' }, 8), 'Writing the capture…');
});

test('times past are told in the largest fitting unit', () => {
  const now = new Date('2026-03-10T12:00:00Z');
  const ago = (seconds: number) => timeAgo(new Date(now.getTime() - seconds * 1000), now);
  checkAll(ago, [
    [20, 'now'],
    [5 * 60, '5 min ago'],
    [3 * 3600 + 100, '3 h ago'],
    [30 * 3600, 'yesterday'],
    [50 * 3600, '2 days ago'],
  ]);
  // A clock that was set back must not make a capture come from the future.
  assert.equal(ago(-100), 'now');
});
