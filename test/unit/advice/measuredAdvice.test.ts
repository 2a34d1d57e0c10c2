import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measuredAdvice, testedPredictions } from '../../../src/profiler/advice/measuredAdvice.ts';
import { rank } from '../../../src/profiler/advice/rank.ts';
import type { Recommendation } from '../../../src/profiler/report.ts';
import type { TrialResult } from '../../../src/profiler/trialResult.ts';
import { sampleReport } from './sampleReport.ts';
import { sampleTrial, variant } from './sampleTrial.ts';

const report = sampleReport({ cause: 'javascript', cpu: 1, hot: 0.98, cores: 4 });
const recommendation = (model: Recommendation['model'], expected: number, confidence = 0.6): Recommendation => ({
  id: model,
  title: model === 'keep' ? 'Keep' : `Move crunch into 4 worker threads`,
  model,
  size: model === 'keep' ? null : 4,
  target: model === 'keep' ? null : { name: 'crunch', location: { file: '/app/main.js', line: 3, column: 1 } },
  predictedSpeedup: { low: 1, expected, high: expected },
  confidence,
  why: ['Predicted.'],
  wouldChangeIf: [],
  caveats: [],
  action:
    model === 'worker-threads'
      ? { kind: 'move-to-worker', name: 'crunch', location: { file: '/app/main.js', line: 3, column: 1 }, size: 4 }
      : null,
});
const predictions = rank([
  recommendation('keep', 1, 1),
  recommendation('worker-threads', 3),
  recommendation('processes', 2.8),
]);
const after = (...trials: TrialResult[]) => measuredAdvice(predictions, trials, report);
const models = (advice: readonly Recommendation[]) => advice.map(({ model }) => model).join(' ');
const faster = variant({ speedup: { low: 2.1, expected: 2.2, high: 2.3 } });
const notFaster = variant({ speedup: { low: 0.8, expected: 1.02, high: 1.3 } });

test('what was measured replaces the prediction and says both', () => {
  const [first] = after(sampleTrial([faster]));
  assert.equal(first?.model, 'worker-threads');
  assert.deepEqual(first.measured, {
    trialId: 'trial-1',
    size: 4,
    speedup: faster.speedup,
    predicted: { low: 1, expected: 3, high: 3 },
  });
  assert.ok(Math.abs(first.predictedSpeedup.expected - 1 / (0.02 + 0.98 / 2.2)) < 1e-9);
  assert.equal(first.confidence, 0.95);
  assert.match(
    first.why[0] ?? '',
    /measured crunch 2\.20 times as fast .* in 4 worker threads\. Predicted: 3\.00 times/,
  );
});

test('a model that was not faster comes last, behind keeping, and says why', () => {
  const advice = after(
    sampleTrial([notFaster, variant({ model: 'processes', speedup: { low: 0.5, expected: 0.6, high: 0.7 } })]),
  );
  assert.equal(models(advice), 'keep worker-threads processes');
  assert.match(advice[1]?.why[0] ?? '', /no certain gain/);
  assert.ok(advice[1]!.confidence > 0.5 && advice[1]!.confidence < 0.7, 'the interval includes 1');
  assert.ok(advice[2]!.confidence <= 0.051);
});

test('other models keep their place by what is expected of them', () => {
  assert.equal(models(after(sampleTrial([notFaster]))), 'processes keep worker-threads');
});

test('wrong results or errors are no gain, however fast; a variant without them is preferred', () => {
  const wrong = variant({ sameResults: false, speedup: { low: 5, expected: 5, high: 5 } });
  const failing = variant({ model: 'processes', errors: 3, speedup: { low: 5, expected: 5, high: 5 } });
  const advice = after(sampleTrial([wrong, failing]));
  assert.equal(models(advice), 'keep worker-threads processes');
  assert.match(advice[1]?.why[0] ?? '', /the results were not the same/);
  assert.match(advice[2]?.why[0] ?? '', /3 calls failed/);
  assert.equal(after(sampleTrial([wrong, faster]))[0]?.measured?.speedup.expected, 2.2);
});

test('the size that was best is recommended and applied', () => {
  const [first] = after(sampleTrial([faster, variant({ size: 2, speedup: { low: 2.5, expected: 2.6, high: 2.7 } })]));
  assert.equal(first?.size, 2);
  assert.equal(first.title, 'Move crunch into 2 worker threads');
  assert.deepEqual(first.action && 'size' in first.action && first.action.size, 2);
});

test('the newest trial counts, and only of the same function', () => {
  const newest = sampleTrial([notFaster], { id: 'trial-2' });
  assert.equal(after(newest, sampleTrial([faster])).at(-1)?.measured?.trialId, 'trial-2');
  const other = { name: 'other', module: '/app/main.js', location: { file: '/app/main.js', line: 9, column: 1 } };
  assert.deepEqual(after(sampleTrial([faster], { function: other })), predictions);
  const moved = { name: 'crunch', module: '/app/main.js', location: { file: '/app/main.js', line: 9, column: 1 } };
  assert.ok(after(sampleTrial([faster], { function: moved }))[0]?.measured, 'lines move, names stay');
  const elsewhere = { name: 'crunch', module: '/app/b.js', location: { file: '/app/b.js', line: 3, column: 1 } };
  assert.deepEqual(after(sampleTrial([faster], { function: elsewhere })), predictions);
  assert.deepEqual(after(), predictions);
});

test('a function that takes half of the time makes the program gain less than itself', () => {
  const half = sampleReport({ cause: 'javascript', cpu: 1, hot: 0.5, cores: 4 });
  const advice = measuredAdvice(predictions, [sampleTrial([faster])], half).find(({ measured }) => measured);
  assert.ok(Math.abs(advice!.predictedSpeedup.expected - 1 / (0.5 + 0.5 / 2.2)) < 1e-9);
  assert.match(advice!.why[0]!, /It takes 50 % of the time, which makes 1\.38 times for the program/);
});

test('faultless measurements are what later predictions learn from', () => {
  const tested = testedPredictions(
    predictions,
    [sampleTrial([faster, variant({ model: 'processes', errors: 1 })])],
    report,
  );
  assert.deepEqual(
    tested.map(({ model, predicted, target }) => ({ model, predicted, target })),
    [{ model: 'worker-threads', predicted: 3, target: '/app/main.js:3 crunch' }],
  );
  assert.ok(tested[0]!.measured > 2.1 && tested[0]!.measured < 2.2);
});

test('a trial that was cut off before its second round neither proves nor refutes', () => {
  const once = variant({ speedup: { low: 0, expected: 2.2, high: 4.4 } });
  for (const repeat of [0, 1]) {
    const trial = sampleTrial([once], { repeat, exit: 'cancelled' });
    assert.deepEqual(after(trial), predictions);
    assert.deepEqual(testedPredictions(predictions, [trial], report), []);
  }
});
