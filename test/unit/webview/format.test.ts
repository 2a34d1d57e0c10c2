import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as format from '../../../src/webview/format.ts';
import { axisLabel, axisTicks } from '../../../src/webview/flame/timeAxis.ts';
import { thinPoints } from '../../../src/webview/charts/thinPoints.ts';
import { restoreView, initialView } from '../../../src/webview/viewState.ts';
import { openable } from '../../../src/webview/views/openLocation.ts';
import { exitNotice } from '../../../src/webview/views/words.ts';
import type { RunInfo } from '../../../src/profiler/report.ts';

const check = <V>(name: string, apply: (value: V) => string, cases: readonly (readonly [V, string])[]) => {
  for (const [value, expected] of cases)
    test(`${name} ${String(value)} is ${expected}`, () => assert.equal(apply(value), expected));
};

check('milliseconds', format.formatMs, [
  [0, '0 ms'],
  [0.042, '0.04 ms'],
  [3.21, '3.2 ms'],
  [214.4, '214 ms'],
  [999.7, '1.00 s'],
  [4210, '4.21 s'],
  [9996, '10.0 s'],
  [59_960, '1 min 00 s'],
  [125_000, '2 min 05 s'],
  [NaN, '–'],
]);
check('bytes', format.formatBytes, [
  [0, '0 B'],
  [512, '512 B'],
  [999.6, '1.0 kB'],
  [14_200, '14.2 kB'],
  [148_200_000, '148 MB'],
  [1_300_000_000, '1.3 GB'],
  [-270_000, '−270 kB'],
]);
check('megabytes', format.formatMegabytes, [
  [0, '0 MB'],
  [400, '<0.01 MB'],
  [420_000, '0.42 MB'],
  [996_000, '1.0 MB'],
  [3_900_000, '3.9 MB'],
  [148_200_000, '148 MB'],
  [NaN, '–'],
]);
check('growth', format.formatGrowth, [
  [1_500_000, '+1.5 MB'],
  [-270_000, '−0.27 MB'],
  [0, '0 MB'],
]);
check('share', format.formatShare, [
  [0, '0 %'],
  [0.0004, '<0.1 %'],
  [0.0342, '3.4 %'],
  [0.0996, '10 %'],
  [0.87, '87 %'],
]);
check('speed-up', format.formatSpeedup, [
  [3.14, '3.1×'],
  [11.6, '12×'],
]);
check('name of', format.fileName, [
  ['/a/b/c.js', 'c.js'],
  ['C:\\a\\c.js', 'c.js'],
  ['node:fs', 'node:fs'],
]);

test('evidence carries the unit that the report gives', () => {
  assert.equal(format.formatEvidence({ value: 0.85, unit: 'share' }), '85 %');
  assert.equal(format.formatEvidence({ value: 5450, unit: 'ms' }), '5.45 s');
  assert.equal(format.formatEvidence({ value: 1.5, unit: 'requests' }), '1.5 requests');
});

test('axis labels stand at round numbers and never too many', () => {
  assert.deepEqual(axisTicks(0, 1000, 5), [0, 200, 400, 600, 800, 1000]);
  assert.deepEqual(axisTicks(130, 390, 3), [200, 300]);
  assert.deepEqual(axisTicks(5, 5, 4), []);
});

test('axis labels have the digits that tell neighbours apart', () => {
  assert.equal(axisLabel(2_000_000, 1_000_000), '2 s');
  assert.equal(axisLabel(1_200_000, 200_000), '1.2 s');
  assert.equal(axisLabel(1_250_000, 50_000), '1250 ms');
  assert.equal(axisLabel(1_250_500, 500), '1250.5 ms');
});

test('thinning keeps the ends, the peak and the dip', () => {
  const points = Array.from({ length: 10_000 }, (_, at) => (at === 4321 ? 99 : at === 7777 ? -99 : at % 7));
  const kept = thinPoints(points, (value) => value, 100);
  assert.ok(kept.length <= 400);
  assert.ok(kept.includes(99) && kept.includes(-99));
  assert.equal(kept[0], points[0]);
  assert.equal(kept[kept.length - 1], points[9999]);
  assert.equal(thinPoints(points.slice(0, 400), (value) => value, 100).length, 400);
});

test('a stored view that is broken or old falls back field by field', () => {
  assert.deepEqual(restoreView(undefined), initialView);
  assert.deepEqual(
    restoreView({
      tab: 'gone',
      tables: { hot: { sort: 5 }, tasks: 'x' },
      flameKind: 'gone',
      flameWindow: { startMicros: 9, endMicros: 2 },
      scrollTop: 'x',
    }),
    initialView,
  );
  assert.equal(restoreView({ tab: 'memory', onlyMine: true }).onlyMine, true);
  const io = { sort: { key: 'wait', descending: false }, filter: 'fs' };
  assert.deepEqual(restoreView({ tables: { io } }).tables, { ...initialView.tables, io });
});

test('places without a file cannot be opened', () => {
  const at = (file: string) => openable({ file, line: 1, column: 1 });
  assert.ok(at('/home/ada/app.js'));
  assert.ok(at('C:\\a.js'));
  for (const file of ['node:fs', 'internal/timers.js', 'wasm://x', '']) assert.equal(at(file), null);
});

test('a run that did not end well says so above the verdict', () => {
  const run = (exit: RunInfo['exit']): RunInfo => ({
    command: [],
    cwd: '',
    nodeVersion: '',
    platform: '',
    cpuCount: 2,
    startedAt: '',
    wallMs: 1500,
    exit,
  });
  assert.equal(exitNotice(run({ code: 0, signal: null, reason: 'exited' })), null);
  assert.equal(exitNotice(run({ code: null, signal: 'SIGINT', reason: 'stopped' })), null);
  assert.match(exitNotice(run({ code: 3, signal: null, reason: 'exited' })) ?? '', /exit code 3 after 1.50 s/);
  assert.match(
    exitNotice(run({ code: 1, signal: null, reason: 'crashed' })) ?? '',
    /crashed after 1.50 s \(exit code 1\)/,
  );
  assert.match(exitNotice(run({ code: null, signal: 'SIGKILL', reason: 'killed' })) ?? '', /by SIGKILL/);
});
