import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  clampWindow,
  minimumWindowTicks,
  panBy,
  windowAround,
  windowShowing,
  zoomAt,
} from '../../../../src/webview/flame/viewport.ts';

const total = 100_000;

test('zooming keeps the tick under the pointer where it is', () => {
  const zoomed = zoomAt({ start: 0, end: total }, 25_000, 2, total);
  assert.deepEqual(zoomed, { start: 12_500, end: 62_500 });
  assert.equal((25_000 - zoomed.start) / (zoomed.end - zoomed.start), 0.25);
});

test('zooming out ends at the whole recording, zooming in at the smallest window', () => {
  assert.deepEqual(zoomAt({ start: 10, end: 5000 }, 20, 1e-6, total), { start: 0, end: total });
  const deepest = zoomAt({ start: 10, end: 5000 }, 2000, 1e9, total);
  assert.ok(Math.abs(deepest.end - deepest.start - minimumWindowTicks) < 1e-6);
});

test('panning stops at both ends and keeps the width', () => {
  assert.deepEqual(panBy({ start: 1000, end: 3000 }, -5000, total), { start: 0, end: 2000 });
  assert.deepEqual(panBy({ start: 1000, end: 3000 }, total, total), { start: total - 2000, end: total });
});

test('a recording shorter than the smallest window is shown whole', () => {
  assert.deepEqual(clampWindow({ start: 0, end: 5 }, 5), { start: 0, end: minimumWindowTicks });
});

test('a box is shown with a margin', () => {
  assert.deepEqual(windowAround(40_000, 60_000, total), { start: 39_000, end: 61_000 });
});

test('a box in sight does not move the window, one outside comes to the middle', () => {
  const window = { start: 1000, end: 2000 };
  assert.equal(windowShowing(window, 1200, 1300, total), window);
  assert.equal(windowShowing(window, 0, 50_000, total), window);
  assert.deepEqual(windowShowing(window, 5000, 5200, total), { start: 4600, end: 5600 });
});
