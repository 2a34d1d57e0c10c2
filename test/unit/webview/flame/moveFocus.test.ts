import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildFlameModel } from '../../../../src/webview/flame/flameModel.ts';
import { moveFocus, type Move } from '../../../../src/webview/flame/moveFocus.ts';
import { drawnSamples } from './drawnSamples.ts';

const { intervals, frames } = buildFlameModel(
  drawnSamples(`
    aaaaaa.bbb
     cc d   e
      f
  `),
);
const boxNamed = (name: string) => {
  const box = intervals.frame.findIndex((frame) => frames[frame]?.name === name);
  return {
    box,
    row: intervals.rowStart.findIndex((start, row) => box >= start && box < (intervals.rowStart[row + 1] ?? 0)),
  };
};
const cases: readonly [string, Move, string][] = [
  ['a', 'callee', 'c'],
  ['c', 'callee', 'f'],
  ['f', 'callee', 'f'],
  ['f', 'caller', 'c'],
  ['c', 'caller', 'a'],
  ['a', 'caller', 'a'],
  ['c', 'next', 'd'],
  ['d', 'next', 'e'],
  ['e', 'next', 'e'],
  ['e', 'previous', 'd'],
  ['a', 'previous', 'a'],
  ['b', 'callee', 'e'],
  ['d', 'callee', 'd'],
];

for (const [from, move, to] of cases)
  test(`from ${from} the ${move} is ${to}`, () => {
    assert.deepEqual(moveFocus(intervals, boxNamed(from), move), boxNamed(to));
  });
