import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialView, restoreView } from '../../../../src/webview/viewState.ts';
import { placeInRun } from '../../../../src/webview/viewer/lanes/placeInRun.ts';
import { packRows } from '../../../../src/webview/viewer/lanes/packRows.ts';
import { equalSteps, meanIn, peakIn, stepAt, valueAt } from '../../../../src/webview/viewer/lanes/steps.ts';
import { rowsOfReport } from '../../../../src/webview/viewer/lanes/rowsOfReport.ts';
import { activityAt, activityIn } from '../../../../src/webview/viewer/lanes/threadRow.ts';
import { clampView, panView, toRange, viewShowing, zoomView } from '../../../../src/webview/viewer/lanes/timeView.ts';
import { sampleLanes } from '../../../browser/sampleLanes.ts';

const steps = equalSteps(100, 10, [1, 3, 0, 5], [2, 4, 0, 9]);

test('a step holds from the end of the one before up to its own', () => {
  assert.deepEqual(
    [99, 100, 109, 110, 139.9, 140].map((ms) => valueAt(steps, ms)),
    [null, 1, 1, 3, 5, null],
  );
  assert.equal(stepAt(steps, 500), 4);
});

test('the mean of a range weighs stretches by time, the peak is the largest inside', () => {
  assert.equal(meanIn(steps, { startMs: 105, endMs: 120 }), (5 * 1 + 10 * 3) / 15);
  assert.equal(peakIn(steps, { startMs: 105, endMs: 120 }), 4);
  assert.equal(meanIn(steps, { startMs: 0, endMs: 1000 }), 9 / 4);
  assert.equal(meanIn(steps, { startMs: 0, endMs: 100 }), null);
  assert.equal(peakIn(steps, { startMs: 140, endMs: 150 }), null);
});

const rows = rowsOfReport(sampleLanes());

test('the main thread comes first, the others in order of their start', () => {
  assert.deepEqual(
    rows.map(({ id }) => id),
    ['4711-0', '4711-2', '4711-3', '4711-4', '4719-0', '4719-2'],
  );
});

test('an activity is known where samples were taken, and its parts sum to one', () => {
  const [, , busy, idle] = rows;
  assert.ok(busy && idle);
  assert.equal(activityAt(busy, 435), null);
  assert.equal(activityAt(busy, 5000), null);
  assert.equal(activityAt(busy, 2001)?.cpu, 0.97);
  const sum = Object.values(activityAt(idle, 3000) ?? {}).reduce((total, share) => total + share, 0);
  assert.ok(Math.abs(sum - 1) < 1e-9);
  assert.ok((activityIn(idle, { startMs: 2000, endMs: 3000 })?.wait ?? 0) > 0.9);
});

test('a range counts the recorded part only', () => {
  const busy = rows[2];
  assert.ok(busy);
  assert.ok(Math.abs((activityIn(busy, { startMs: 0, endMs: 6412 })?.cpu ?? 0) - 0.97) < 1e-9);
  assert.equal(activityIn(busy, { startMs: 0, endMs: 400 }), null);
});

test('a thread without samples is a life without parts', () => {
  const { threads } = sampleLanes();
  const [row] = rowsOfReport({ threads });
  assert.ok(row);
  assert.equal(row.parts, null);
  assert.equal(activityAt(row, 100), null);
});

test('the view stays inside the run', () => {
  assert.deepEqual(clampView({ startMs: -50, endMs: 50 }, 1000), { startMs: 0, endMs: 100 });
  assert.deepEqual(panView({ startMs: 800, endMs: 900 }, 500, 1000), { startMs: 900, endMs: 1000 });
  assert.deepEqual(zoomView({ startMs: 0, endMs: 1000 }, 250, 2, 1000), { startMs: 125, endMs: 625 });
  assert.deepEqual(zoomView({ startMs: 0, endMs: 1000 }, 250, 0.5, 1000), { startMs: 0, endMs: 1000 });
  assert.deepEqual(viewShowing({ startMs: 100, endMs: 200 }, 250, 1000), { startMs: 150, endMs: 250 });
});

test('a range is in order, inside the run, and never empty', () => {
  assert.deepEqual(toRange(700, 300, 1000), { startMs: 300, endMs: 700 });
  assert.deepEqual(toRange(-20, 2000, 1000), { startMs: 0, endMs: 1000 });
  assert.equal(toRange(300, 300, 1000), null);
});

test('stretches that overlap go into rows of their own as long as there are rows', () => {
  const span = (startMs: number, endMs: number) => ({ startMs, endMs });
  assert.deepEqual(packRows([span(5, 9), span(0, 4), span(2, 6), span(3, 4)], 2), [
    [span(0, 4), span(5, 9)],
    [span(2, 6), span(3, 4)],
  ]);
});

test('what was remembered of the lanes is restored where it makes sense', () => {
  const lanes = { folded: true, foldedLanes: ['io', 'gone'], window: { startMs: 10, endMs: 20 } };
  assert.deepEqual(restoreView({ lanes }).lanes, lanes);
  assert.deepEqual(restoreView({ lanes: 'x' }).lanes, initialView.lanes);
  assert.deepEqual(
    restoreView({ lanes: { folded: 1, foldedLanes: [4, 'cpu', null], window: { startMs: 9, endMs: NaN } } }).lanes,
    { folded: false, foldedLanes: ['cpu'], window: null },
  );
});

test('a range of the run is the same moments in a profile that began later, and nothing outside of it', () => {
  const profile = { startMicros: 5_420_000, durationMicros: 1_000_000 };
  const place = placeInRun(profile, { startMs: 413 }, { startMicros: 5_000_000 });
  assert.deepEqual(place.toProfile({ startMs: 520, endMs: 620 }), { startMicros: 100_000, endMicros: 200_000 });
  assert.deepEqual(place.toRun({ startMicros: 100_000, endMicros: 200_000 }), { startMs: 520, endMs: 620 });
  assert.deepEqual(place.toProfile({ startMs: 0, endMs: 300 }), { startMicros: 0, endMicros: 0 });
  const byThread = placeInRun(profile, { startMs: 413 }, {});
  assert.deepEqual(byThread.toProfile({ startMs: 513, endMs: 5000 }), { startMicros: 100_000, endMicros: 1_000_000 });
});
