import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moveFocus, type Move } from '../../../../src/webview/flame/moveFocus.ts';
import { timeBoxes, wholeChart } from '../../../../src/webview/viewer/model/index.ts';
import { drawnSamples } from './drawnSamples.ts';

const { tree, samples } = drawnSamples(`
    aaaaaa.bbb
     cc d   e
      f
  `);
const { intervals } = timeBoxes(tree, samples, wholeChart);
const { frames } = tree;
const boxNamed = (name: string) => {
  const box = intervals.frame.findIndex((frame) => frames[frame]?.name === name);
  return {
    box,
    row: intervals.rowStart.findIndex((start, row) => box >= start && box < (intervals.rowStart[row + 1] ?? 0)),
  };
};
const cases: readonly [string, Move, string][] = [
  ['a', 'below', 'c'],
  ['c', 'below', 'f'],
  ['f', 'below', 'f'],
  ['f', 'above', 'c'],
  ['c', 'above', 'a'],
  ['a', 'above', 'a'],
  ['c', 'next', 'd'],
  ['d', 'next', 'e'],
  ['e', 'next', 'e'],
  ['e', 'previous', 'd'],
  ['a', 'previous', 'a'],
  ['b', 'below', 'e'],
  ['d', 'below', 'd'],
];

for (const [from, move, to] of cases)
  test(`from ${from} the ${move} is ${to}`, () => {
    assert.deepEqual(moveFocus(intervals, boxNamed(from), move), boxNamed(to));
  });

test('where callers stand below, the box that holds this one is found there', () => {
  // Row 0: a caller of the first half; row 1: the function.
  const upwards = {
    rowStart: Uint32Array.of(0, 1, 2),
    start: Uint32Array.of(0, 0),
    end: Uint32Array.of(50, 100),
    frame: Uint32Array.of(1, 0),
  };
  assert.deepEqual(moveFocus(upwards, { row: 0, box: 0 }, 'below'), { row: 1, box: 1 });
  assert.deepEqual(moveFocus(upwards, { row: 1, box: 1 }, 'above'), { row: 0, box: 0 });
});
