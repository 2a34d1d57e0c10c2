import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultCalibration, type Calibration } from '../../../src/profiler/advice/calibration.ts';
import { advise } from '../../../src/profiler/advice/index.ts';
import type { Recommendation } from '../../../src/profiler/report.ts';
import { sampleReport, type Sample } from './sampleReport.ts';

const first = (sample: Sample, machine?: Calibration) => advise(sampleReport(sample), machine)[0] as Recommendation;

/** Situation, and the first recommendation as `model size`. */
const cases: readonly (readonly [name: string, sample: Sample, expected: string])[] = [
  ['CPU-bound script on four cores', { cause: 'javascript', cpu: 1, hot: 0.95 }, 'worker-threads 4'],
  ['the same on two', { cause: 'javascript', cpu: 1, hot: 0.95, cores: 2 }, 'worker-threads 2'],
  ['the same on one core', { cause: 'javascript', cpu: 1, hot: 0.95, cores: 1 }, 'optimize null'],
  ['too short for workers to start', { cause: 'javascript', cpu: 1, wallMs: 30 }, 'keep null'],
  ['synchronous native work', { cause: 'native', cpu: 1, hot: 0.9 }, 'worker-threads 4'],
  ['CPU-bound server', { cause: 'javascript', cpu: 0.95, hot: 0.3, isServer: true }, 'processes 4'],
  [
    'mostly collecting garbage',
    { cause: 'garbage-collection', cpu: 0.4, gc: 0.6, cores: 2, hot: 0.4 },
    'optimize null',
  ],
  ['serial awaits', { class: 'io-bound', cause: 'serial-awaits', cpu: 0.1 }, 'async 30'],
  ['serial awaits with next to no computing', { class: 'io-bound', cause: 'serial-awaits', cpu: 0.01 }, 'async 50'],
  ['concurrent I/O', { class: 'io-bound', cause: 'concurrent-io', cpu: 0.1 }, 'keep null'],
  ['timers', { class: 'io-bound', cause: 'timers', cpu: 0.05 }, 'keep null'],
  ['spawnSync', { class: 'io-bound', cause: 'synchronous-io', blocked: 0.95, wait: 0 }, 'async 16'],
  ['Atomics.wait', { class: 'io-bound', cause: 'lock', blocked: 0.95, wait: 0 }, 'async null'],
  ['pool that uses all four cores', { cause: 'thread-pool', pool: 3.9 }, 'keep null'],
  [
    'pool of four threads on sixteen cores',
    { cause: 'thread-pool', pool: 3.9, cores: 16, poolQueue: 20 },
    'thread-pool 16',
  ],
  [
    'pool of one thread on two cores',
    { cause: 'thread-pool', pool: 0.95, cores: 2, poolThreads: 1, poolQueue: 20 },
    'thread-pool 4',
  ],
  [
    'pool of four threads that wait for slow files',
    { cause: 'thread-pool', pool: 0.05, poolQueue: 60, poolKind: 'fs' },
    'thread-pool 31',
  ],
  ['pool that gets one operation at a time', { cause: 'thread-pool', pool: 0.95 }, 'async 8'],
  ['workers on all cores', { cause: 'workers', workers: 3.9 }, 'keep null'],
  ['two workers on eight cores', { cause: 'workers', workers: 2, cores: 8 }, 'worker-threads 8'],
  ['children on all cores', { cause: 'child-processes', children: 4 }, 'keep null'],
  ['half and half', { class: 'mixed', cause: 'javascript', cpu: 0.5, hot: 0.4 }, 'hybrid 4'],
  ['nothing known', { class: 'insufficient-data', confidence: 0 }, 'keep null'],
];

for (const [name, sample, expected] of cases) {
  test(`advice: ${name} is ${expected}`, () => {
    const { model, size, why } = first(sample);
    assert.equal(`${model} ${size}`, expected, why.join(' '));
  });
}

test('every recommendation is complete, in range and never larger than the machine', () => {
  const causes = [
    'javascript',
    'native',
    'garbage-collection',
    'thread-pool',
    'workers',
    'child-processes',
    'synchronous-io',
    'lock',
    'serial-awaits',
    'concurrent-io',
    'timers',
    null,
  ] as const;
  for (const boundClass of ['cpu-bound', 'io-bound', 'mixed'] as const)
    for (const cause of causes)
      for (const cores of [1, 2, 3, 64])
        for (const [cpu, gc, blocked] of [
          [0, 0, 0],
          [1, 0, 0],
          [0.3, 0.3, 0.2],
          [0, 0, 1],
        ] as const)
          for (const isServer of [false, true]) {
            const all = advise(
              sampleReport({
                class: boundClass,
                cause,
                cores,
                cpu,
                gc,
                blocked,
                isServer,
                hot: cpu,
                pool: 0.4,
                workers: 0.2,
              }),
            );
            assert.ok(
              all.some(({ model }) => model === 'keep'),
              'leaving things as they are is always a choice',
            );
            assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
            for (const { model, size, predictedSpeedup, confidence, title, why } of all) {
              const { low, expected, high } = predictedSpeedup;
              assert.ok(
                low >= 0 && expected >= 1 && low <= expected && expected <= high && Number.isFinite(high),
                `${title}: ${low} ${expected} ${high}`,
              );
              assert.ok(confidence >= 0 && confidence <= 1);
              assert.ok(title.length > 0 && why.every((line) => line.length > 0 && !/undefined|NaN/.test(line)));
              if (model === 'worker-threads' || model === 'processes' || model === 'hybrid') {
                assert.ok(size !== null && size >= 1 && size <= cores, `${title} on ${cores} cores`);
              }
              if (model === 'worker-threads' || model === 'processes') {
                assert.ok(expected <= cores + 1e-9, `${title}: ${expected} on ${cores}`);
              }
            }
          }
});

test('a calibration with fewer usable cores than visible ones limits the size', () => {
  const machine: Calibration = {
    ...defaultCalibration(8, 'v20.0.0'),
    measuredAt: '2026-01-01T00:00:00Z',
    usableCores: 1.97,
  };
  const advice = first({ cause: 'javascript', cpu: 1, hot: 0.95, cores: 8 }, machine);
  assert.equal(advice.size, 2);
  assert.doesNotMatch(advice.caveats.join(), /defaults/, 'measured costs need no excuse');
});

test('uncalibrated costs are named as defaults', () => {
  assert.match(first({ cause: 'javascript', cpu: 1, hot: 0.95 }).caveats.join(), /defaults/);
});

test('missing data ends in one recommendation that says how to get an answer', () => {
  const all = advise(sampleReport({ class: 'insufficient-data', confidence: 0 }));
  assert.equal(all.length, 1);
  assert.match(all[0]?.wouldChangeIf.join(' ') ?? '', /longer run/);
});

test('the advice for a hot function names it', () => {
  assert.equal(first({ cause: 'javascript', cpu: 1, hot: 0.95 }).target?.name, 'crunch');
});

test('a leak is spoken of beside the advice, never instead of it', () => {
  const report = sampleReport({ class: 'io-bound', cause: 'timers', cpu: 0.05 });
  report.memory.leak = { suspected: true, confidence: 0.9, bytesPerSecond: 1e6, text: 'It grows.' };
  const location = { file: '/app/main.js', line: 3, column: 1 };
  report.memory.growth = [
    { name: 'remember', location, beforeBytes: 0, afterBytes: 9e6, deltaBytes: 9e6, deltaCount: 9 },
  ];
  const [advice, ...others] = advise(report);
  assert.equal(advice?.model, 'keep');
  assert.match(others.find(({ id }) => id === 'optimize-leak')?.title ?? '', /remember/);
});

test('shares are those of the main thread, however many other threads the program has', () => {
  const report = sampleReport({ cause: 'javascript', cpu: 1, hot: 0.9, cores: 1 });
  const budget = report.verdict.budget;
  report.threads = ['main', 'worker', 'worker', 'worker'].map((kind, threadId) => ({
    id: `1-${threadId}`,
    kind: kind as 'main' | 'worker',
    pid: 1,
    threadId,
    name: kind,
    startMs: 0,
    wallMs: 10_000,
    budget,
  }));
  for (const hot of report.hotFunctions)
    Object.assign(hot, { totalShare: 0.9 / 4, selfShare: 0.9 / 4, threads: ['1-0'] });
  assert.match(advise(report)[0]?.why.join() ?? '', /crunch and what it calls take 90 %/);
});
