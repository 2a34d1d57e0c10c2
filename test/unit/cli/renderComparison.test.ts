import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderComparison } from '../../../src/profiler/cli/renderComparison.ts';
import type { Comparison } from '../../../src/profiler/comparison.ts';
import { renderReport } from '../../../src/profiler/cli/renderReport.ts';
import {
  otherNodeComparison,
  otherProgramComparison,
  sampleComparison,
  unchangedComparison,
} from '../../browser/sampleComparison.ts';
import { sampleReport } from '../../browser/sampleReport.ts';
import { sampleTrial } from '../../browser/sampleTrial.ts';

const look = { width: 90, colour: false, unicode: true };
const cwd = '/home/ada/thumbnails';

test('a comparison says what changed, function by function, and fits the terminal', () => {
  const text = renderComparison(sampleComparison(), look, cwd);
  assert.match(text, /1\.79× as fast \(1\.6× to 2\.0×\): 6\.41 s before, 3\.58 s after\./);
  assert.match(text, /Before {2}CPU-bound: JavaScript on the main thread\n/);
  assert.match(text, /After {3}Mixed: work in worker threads\n/);
  assert.match(text, /Wall time +6\.41 s +3\.58 s +-2\.83 s +±\d+ ms/);
  assert.match(text, /214 ms +0 +-214 ms +±40\.8 ms +gone +crc32/);
  assert.match(text, /0 +84\.0 ms +\+84\.0 ms +±22\.6 ms +new +runInWorker +.*resample\.worker\.mjs:6/);
  assert.match(text, /99 within the noise/);
  for (const line of text.split('\n')) assert.ok(line.length <= look.width, line);
});

test('the headline has a colour only where nothing but the code may have made the difference', () => {
  const headline = (comparison: Comparison) =>
    renderComparison(comparison, { ...look, colour: true }, cwd)
      .trimStart()
      .split('\n')[0] ?? '';
  const green = '\u001b[32m';
  assert.ok(headline(sampleComparison()).includes(green));
  assert.match(headline(otherNodeComparison()), /1\.79× as fast/);
  assert.match(headline(otherProgramComparison()), /Different programs: resize\.mjs/);
  for (const one of [otherNodeComparison(), otherProgramComparison()])
    assert.doesNotMatch(headline(one), /\u001b\[3\dm/);
});

test('a comparison without a difference has no signed number in it', () => {
  const text = renderComparison(unchangedComparison(), look, cwd);
  assert.match(text, /^\n {2}No difference beyond the noise: 6\.41 s before, 6\.60 s after\./);
  assert.doesNotMatch(text, / [+-]\d/);
});

test('the report tells of a trial: what was measured before what was predicted, and a bar for each model', () => {
  const report = sampleReport();
  const [advice] = report.recommendations;
  assert.ok(advice);
  advice.measured = { trialId: 'resample-1', size: 4, speedup: { low: 2.34, expected: 2.49, high: 2.64 } };
  report.trials = [sampleTrial(), sampleTrial({ id: 'resample-0' })];
  const text = renderReport(report, look, { captureDir: '/c', htmlFile: null });
  assert.match(text, /Measured: 2\.49× as fast \(2\.34× to 2\.64×\), with 4\n +Predicted: about 1\.7×/);
  assert.match(text, /Trial of resample\n.*With 4 worker threads/);
  assert.match(text, /workers 4 +2\.49×/);
  assert.match(text, /and 1 earlier one/);
});
