/** What must hold for every program and machine. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultCalibration } from '../../../src/profiler/advice/calibration.ts';
import { advise } from '../../../src/profiler/advice/index.ts';
import { fewestInFlight, overlappedTimeMs, type OverlapPlan } from '../../../src/profiler/advice/overlap.ts';
import type { SerialWork } from '../../../src/profiler/advice/serialWork.ts';
import { bestWorkers, parallelTimeMs } from '../../../src/profiler/advice/speedup.ts';
import { sampleReport, type Sample } from './sampleReport.ts';

const samples: readonly Sample[] = [
  { cause: 'javascript', cpu: 1, hot: 0.95 },
  { cause: 'javascript', cpu: 1, hot: 0.95, wallMs: 400 },
  { cause: 'javascript', cpu: 0.95, hot: 0.3, isServer: true },
  { cause: 'native', cpu: 0.8, hot: 0.7 },
  { cause: 'garbage-collection', cpu: 0.4, gc: 0.6, hot: 0.4 },
  { class: 'mixed', cause: 'javascript', cpu: 0.5, hot: 0.4 },
  { class: 'io-bound', cause: 'serial-awaits', cpu: 0.1 },
  { class: 'io-bound', cause: 'synchronous-io', cpu: 0.1, blocked: 0.85, wait: 0.05 },
  { cause: 'thread-pool', cpu: 0.05, pool: 0.95 },
  { cause: 'thread-pool', pool: 0.95, poolThreads: 1, poolQueue: 9 },
  { cause: 'workers', workers: 0.95 },
];

test('more cores never lower what a model is predicted to gain', () => {
  for (const sample of samples) {
    const best = new Map<string, number>();
    for (let cores = 2; cores <= 64; cores++) {
      for (const { id, predictedSpeedup } of advise(sampleReport({ ...sample, cores }))) {
        const before = best.get(id) ?? 0;
        assert.ok(
          predictedSpeedup.expected >= before - 1e-9,
          `${id} on ${cores} cores: ${predictedSpeedup.expected} after ${before} (${JSON.stringify(sample)})`,
        );
        best.set(id, predictedSpeedup.expected);
      }
    }
  }
});

test('threads that the machine cannot run are never recommended', () => {
  for (const sample of samples)
    for (const usableCores of [1, 1.4, 1.97, 3.9]) {
      const machine = { ...defaultCalibration(8, 'v20.0.0'), measuredAt: '2026-01-01T00:00:00Z', usableCores };
      for (const { model, size, title } of advise(sampleReport({ ...sample, cores: 8 }), machine))
        if (model === 'worker-threads' || model === 'processes' || model === 'hybrid')
          assert.ok((size as number) <= Math.ceil(usableCores), `${title} with ${usableCores} usable cores`);
    }
});

test('every line of text is a sentence that begins with a capital letter or the name of a function', () => {
  for (const sample of samples)
    for (const { title, why, wouldChangeIf, caveats } of advise(sampleReport(sample))) {
      assert.match(title, /^[A-Z]/);
      assert.doesNotMatch(title, /\.$/);
      for (const line of [...why, ...wouldChangeIf, ...caveats]) {
        assert.match(line, /^([A-Z0-9]|crunch)/, line);
        assert.match(line, /\.$/, line);
        assert.doesNotMatch(line, /NaN|undefined|Infinity/, line);
      }
    }
});

test('an anonymous function at the beginning of a sentence begins with a capital letter', () => {
  const report = sampleReport({ cause: 'javascript', cpu: 1, hot: 0.95 });
  for (const one of report.hotFunctions) one.name = '(anonymous)';
  const lines = advise(report).flatMap(({ why, caveats }) => [...why, ...caveats]);
  assert.ok(lines.some((line) => line.startsWith('The function at main.js:3')));
  assert.ok(lines.every((line) => !line.startsWith('the ')));
});

const work = (more: Partial<SerialWork> = {}): SerialWork => ({
  task: null,
  called: null,
  awaitLocation: null,
  turns: 60,
  idleMs: 1800,
  computingMs: 60,
  kind: 'fetch',
  independence: 'shown',
  ...more,
});
const plan = (more: Partial<OverlapPlan> = {}): OverlapPlan => ({
  baseMs: 2000,
  work: work(),
  helpersMs: 0,
  speed: 2,
  most: 50,
  ...more,
});

test('one at a time is the program as it is', () => {
  for (const turns of [60, null])
    assert.ok(Math.abs(overlappedTimeMs(plan({ work: work({ turns }) }), 1) - 2000) < 1e-6);
});

test('more in flight never takes longer, and never less than what one thread has to compute', () => {
  for (const turns of [60, 7, null])
    for (const computingMs of [0, 60, 900]) {
      const one = plan({ work: work({ turns, computingMs }), baseMs: 3000 });
      let before = Infinity;
      for (let inFlight = 1; inFlight <= 64; inFlight++) {
        const time = overlappedTimeMs(one, inFlight);
        assert.ok(time <= before + 1e-9 && time >= 3000 - 1800 - 1e-9, `${inFlight}: ${time} after ${before}`);
        before = time;
      }
    }
});

test('connections cost their opening: more of them than help take longer', () => {
  const shared = plan({ work: work({ turns: 60, computingMs: 10, idleMs: 600 }), baseMs: 620 });
  const opened = { ...shared, openMs: 0.4 };
  assert.equal(overlappedTimeMs(opened, 1), overlappedTimeMs(shared, 1));
  assert.ok(fewestInFlight(opened) < 50);
  assert.ok(overlappedTimeMs(opened, 50) > overlappedTimeMs(opened, fewestInFlight(opened)) + 4);
});

test('work that helpers compute is bound by the processors, not by how much is in flight', () => {
  const one = plan({ work: work({ computingMs: 0 }), helpersMs: 1800, most: 50 });
  assert.equal(fewestInFlight(one), 2);
  assert.ok(Math.abs(overlappedTimeMs(one, 50) - (200 + 900)) < 1e-6);
});

test('no more in flight than there are turns, or than are served', () => {
  assert.ok(fewestInFlight(plan({ work: work({ turns: 5, computingMs: 0 }) })) <= 5);
  assert.ok(fewestInFlight(plan({ work: work({ turns: null, computingMs: 0 }), most: 4 })) <= 4);
});

test('with too little to compute one worker is as good as many', () => {
  const machine = defaultCalibration(16, 'v20.0.0');
  const short = { baseMs: 60, movedMs: 10, machine, cores: 16, messages: null, copyMs: 0 };
  const long = { ...short, baseMs: 60_000, movedMs: 59_000 };
  assert.ok(bestWorkers(short, 16) < bestWorkers(long, 16));
  assert.ok(parallelTimeMs({ ...short, workers: 4 }) > 60);
});
