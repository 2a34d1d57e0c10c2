import assert from 'node:assert/strict';
import { test } from 'node:test';
import { depthOfColumns, outlineOf } from '../../../../src/webview/flame/outline.ts';
import { collectRow, createBoxBuffer } from '../../../../src/webview/flame/visibleBoxes.ts';

/** As it would look, a character a pixel. */
function drawn(depths: Int32Array, rowHeight: number): string[] {
  const height = Math.max(...depths) * rowHeight;
  const pixels = Array.from({ length: height }, () => Array.from(depths, () => '.'));
  for (const { x, y, width, height: tall } of outlineOf(depths, rowHeight, 1))
    for (let row = y; row < y + tall; row++) for (let at = x; at < x + width; at++) pixels[row]![at] = '#';
  return pixels.map((row) => row.join(''));
}

test('the outline goes along the deepest row and down each step', () => {
  assert.deepEqual(drawn(Int32Array.from([0, 1, 1, 1, 3, 3, 0, 2]), 2), [
    '.#....##',
    '.###..##',
    '....#.##',
    '....#.##',
    '....#.#.',
    '....###.',
  ]);
});

test('a column is as deep as the lowest box that reaches it', () => {
  const intervals = {
    rowStart: Uint32Array.from([0, 2, 3]),
    start: Uint32Array.from([0, 60, 20]),
    end: Uint32Array.from([50, 80, 40]),
    frame: Uint32Array.from([0, 1, 2]),
  };
  const boxes = createBoxBuffer();
  const view = { startTick: 0, ticksPerPixel: 10, widthPixels: 10 };
  for (const row of [0, 1]) collectRow(intervals, row, view, boxes);
  assert.deepEqual([...depthOfColumns(boxes, 10)], [1, 1, 2, 2, 1, 0, 1, 1, 0, 0]);
});
