import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareCaptures } from '../../../src/profiler/compare/index.ts';
import type { Report, Task } from '../../../src/profiler/report.ts';
import { sampleReport } from '../../browser/sampleReport.ts';

const compare = (change: (report: Report) => void, first: (report: Report) => void = () => {}) => {
  const [before, after] = [sampleReport(), sampleReport()];
  first(before);
  change(after);
  return compareCaptures({ report: before, captureDir: '/b' }, { report: after, captureDir: '/a' });
};

const takes = (times: number) => (report: Report) => {
  report.run.wallMs *= times;
  for (const thread of report.threads) if (thread.kind === 'main') thread.wallMs *= times;
};

const requests = (count: number, endMs: number): Task => ({
  name: 'GET /',
  location: null,
  kind: 'request',
  count,
  cpuMs: 0,
  waitMs: 0,
  blockedMs: 0,
  meanInFlight: 1,
  maxInFlight: 1,
  class: 'io-bound',
  meanMs: 40,
  p99Ms: 60,
  span: { startMs: 1000, endMs },
});
const serves = (report: Report, count: number, endMs: number) => {
  report.tasks = [requests(count, endMs)];
  report.inFlight = { readings: 50, meanRequests: 5, maxRequests: 9, meanTimers: 0, isServer: true };
};
const stopped: Report['run']['exit'] = { code: null, signal: 'SIGTERM', reason: 'stopped' };

test('the same report twice differs in nothing', () => {
  const { speedup, functions, measures, tasks, memory, notes, summary } = compare(() => {});
  assert.ok(speedup && !speedup.isSignificant && speedup.value === 1);
  const differences = [...functions.map(({ self }) => self), ...measures, ...tasks.map(({ cpu }) => cpu)];
  assert.ok(differences.length > 100);
  for (const one of [...differences, ...memory.map(({ bytes }) => bytes)]) assert.equal(one.isSignificant, false);
  assert.deepEqual(notes, []);
  assert.equal(summary, 'No difference beyond the noise: 6.41 s before, 6.41 s after.');
});

test('one capture compared with itself is pointed out', () => {
  const capture = { report: sampleReport(), captureDir: '/one' };
  assert.match(compareCaptures(capture, capture).notes.join(), /same capture/);
  const fromFile = { ...capture, captureDir: '' };
  assert.deepEqual(compareCaptures(fromFile, fromFile).notes, []);
});

test('a run that takes half the time is twice as fast, within an interval that holds it', () => {
  const { speedup, summary, measures } = compare(takes(0.5));
  assert.ok(speedup?.isSignificant);
  assert.ok(speedup.low < 2 && speedup.high > 2 && speedup.low > 1.7);
  assert.match(summary, /^2\.0× as fast \(1\.79× to 2\.23×\): 6\.41 s before, 3\.21 s after\./);
  assert.ok(measures.find(({ id }) => id === 'wall')?.isSignificant);
});

test('a run that takes twice the time says so', () => assert.match(compare(takes(2)).summary, /^Takes 2\.0× as long/));

test('a slower run that waited for processors all that time is no slower program', () => {
  const { speedup, notes } = compare((report) => {
    takes(1.5)(report);
    for (const thread of report.threads) if (thread.kind === 'main') thread.queuedMs = 0.5 * 6412;
  });
  assert.ok(speedup && !speedup.isSignificant);
  assert.match(notes.join(), /later run other programs held the processors for 23 % of the time/);
});

test('the summary names the function that changed most, in the direction of the whole', () => {
  const { summary, functions } = compare((report) => {
    report.run.wallMs -= 2000;
    for (const one of report.hotFunctions) if (one.name === 'resample') one.selfMs = 629;
    for (const one of report.hotFunctions) if (one.name === 'crc32') one.selfMs = 4000;
  });
  assert.match(summary, /resample takes 2\.00 s less itself\.$/);
  assert.deepEqual(
    functions.slice(0, 2).map(({ name }) => name),
    ['crc32', 'resample'],
  );
});

test('functions that came or went are listed with the side that has them', () => {
  const { functions } = compare((report) => {
    report.hotFunctions = report.hotFunctions.filter(({ name }) => name !== 'resample');
    const [first] = report.hotFunctions;
    assert.ok(first);
    report.hotFunctions.push({ ...first, name: 'resampleFast', selfMs: 300 });
  });
  const of = (wanted: string) => functions.find(({ name }) => name === wanted);
  assert.equal(of('resample')?.presence, 'before-only');
  assert.equal(of('resample')?.self.delta, -2629);
  assert.equal(of('resampleFast')?.presence, 'after-only');
});

test('exact calls are compared where both runs counted them', () => {
  const count = (calls: number) => (report: Report) => {
    for (const one of report.hotFunctions) if (one.name === 'resample') one.calls = calls;
  };
  const { functions } = compare(count(620), count(310));
  assert.deepEqual(functions.find(({ name }) => name === 'resample')?.calls, {
    before: 310,
    after: 620,
    delta: 310,
    noise: 0,
    isSignificant: true,
  });
  assert.equal(functions.find(({ name }) => name === 'crc32')?.calls, null);
});

test('servers that were stopped are compared by requests a second, over the time in which requests came', () => {
  const { speedup, notes } = compare(
    (report) => {
      report.run.exit = stopped;
      report.run.wallMs = 60_000;
      serves(report, 2000, 11_000);
    },
    (report) => {
      report.run.exit = stopped;
      serves(report, 1000, 11_000);
    },
  );
  assert.ok(speedup?.of === 'throughput' && speedup.isSignificant);
  assert.equal(speedup.value, 2);
  assert.match(notes.join(), /both runs need the same load/);
});

test('a server that ends when it has served the same requests is compared by its time', () => {
  const serve = (report: Report) => serves(report, 1000, 5000);
  assert.equal(compare(serve, serve).speedup?.of, 'wall');
});

test('a run that was stopped, without requests, has no speed', () => {
  const { speedup, summary, notes } = compare((report) => (report.run.exit = stopped));
  assert.equal(speedup, null);
  assert.match(summary, /^Speed-up unknown/);
  assert.match(notes.join(), /later run was stopped/);
});

test('a run that failed is not faster than one that did its work; two that fail alike are compared', () => {
  const fails = (report: Report) => (report.run.exit = { code: 1, signal: null, reason: 'exited' });
  assert.equal(compare(fails, () => {}).speedup, null);
  assert.equal(compare(() => {}, fails).speedup, null);
  assert.equal(compare(fails, fails).speedup?.of, 'wall');
});

test('other arguments, Node versions and machines are pointed out', () => {
  const { notes, differs, speedup } = compare((report) => {
    report.run.command = ['/usr/bin/node', 'resize.mjs', '--width', '640'];
    report.run.nodeVersion = 'v24.1.0';
    report.run.cpuCount = 16;
    report.run.platform = 'darwin';
  });
  assert.equal(notes.length, 4);
  assert.match(notes[0] ?? '', /Different arguments: --width 320 before, --width 640 after/);
  assert.deepEqual(differs, ['arguments', 'node-version']);
  assert.ok(speedup);
});

test('different programs have no speed-up, and are named', () => {
  const { summary, speedup, differs, functions } = compare((report) => {
    takes(0.5)(report);
    report.run.command = ['node', 'crop.mjs'];
  });
  assert.equal(speedup, null);
  assert.deepEqual(differs, ['program']);
  assert.match(summary, /^Different programs: resize\.mjs \(6\.41 s\) and crop\.mjs \(3\.21 s\)\./);
  assert.ok(functions.length > 0, 'the rows are there all the same');
});

test('memory sites differ by more than the samples leave open, or not', () => {
  const { memory } = compare((report) => {
    for (const site of report.memory.growth) if (site.name === 'rememberTile') site.afterBytes = 9_000_000;
  });
  assert.deepEqual(
    memory.map(({ name, bytes }) => [name, bytes.isSignificant]),
    [
      ['rememberTile', true],
      ['decodeScanline', false],
      ['(V8 API)', false],
    ],
  );
});
