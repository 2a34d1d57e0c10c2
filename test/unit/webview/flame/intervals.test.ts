import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildFlameModel, selfTicksOfBox, type FlameModel } from '../../../../src/webview/flame/flameModel.ts';
import { columnMicros, drawnSamples } from './drawnSamples.ts';

/** Rows of boxes as `name start-end`, in columns of the drawing. */
function rowsOf({ intervals, frames, tickMicros }: FlameModel, offset = 0): string[] {
  const { rowStart, start, end, frame } = intervals;
  const column = (tick: number) => (tick * tickMicros - offset) / columnMicros;
  return Array.from({ length: rowStart.length - 1 }, (_, row) =>
    Array.from({ length: (rowStart[row + 1] ?? 0) - (rowStart[row] ?? 0) }, (_box, at) => {
      const box = (rowStart[row] ?? 0) + at;
      return `${frames[frame[box] ?? 0]?.name} ${column(start[box] ?? 0)}-${column(end[box] ?? 0)}`;
    }).join(', '),
  );
}
const times = ({ frames, selfMicros, totalMicros }: FlameModel): Record<string, [number, number]> =>
  Object.fromEntries(
    frames.map(({ name }, row) => [
      name,
      [(selfMicros[row] ?? 0) / columnMicros, (totalMicros[row] ?? 0) / columnMicros],
    ]),
  );

function checkRows(drawing: string, expected: readonly string[]): FlameModel {
  const model = buildFlameModel(drawnSamples(drawing));
  assert.deepEqual(rowsOf(model), expected);
  return model;
}

test('a call lasts as long as it stays on the stack, and idle time is empty', () => {
  checkRows(
    `
    aaaaaa..bb
     cc c
      d
    `,
    ['a 0-6, b 8-10', 'c 1-3, c 4-5', 'd 2-3'],
  );
});

test('the same callee of two callers is two boxes', () => {
  checkRows(
    `
    aabb
    cccc
    `,
    ['a 0-2, b 2-4', 'c 0-2, c 2-4'],
  );
});

test('a collection is drawn on the stack that it interrupted', () => {
  checkRows(
    `
    aaGaa
    bb bb
    `,
    ['a 0-5', 'b 0-5', '(garbage collector) 2-3'],
  );
});

test('a collection out of idle time stands alone', () => {
  checkRows('..GG.', ['(garbage collector) 2-4']);
});

test('one sample without a stack does not cut a call in two, but two do', () => {
  checkRows('aaPaa', ['a 0-5']);
  checkRows('aaPPaa', ['a 0-2, (program) 2-4, a 4-6']);
  checkRows('aaPbb', ['a 0-2, (program) 2-3, b 3-5']);
});

test('the time before the first sample stays empty, the last sample lasts to the end', () => {
  const model = buildFlameModel(drawnSamples('aab', 8400));
  assert.deepEqual(rowsOf(model, 8400), ['a 0-2, b 2-3']);
  assert.equal(model.intervals.start[0], 8400);
});

test('recursion counts once in the total time', () => {
  const model = checkRows(
    `
    aaaa
     aa
      a
    `,
    ['a 0-4', 'a 1-3', 'a 2-3'],
  );
  assert.deepEqual(times(model)['a'], [4, 4]);
});

test('self and total time of each function', () => {
  const model = buildFlameModel(
    drawnSamples(`
    aaaaaa..bb
     cc c
      d
    `),
  );
  const { a, b, c, d } = times(model);
  assert.deepEqual({ a, b, c, d }, { a: [3, 6], b: [2, 2], c: [2, 3], d: [1, 1] });
});

test('self time of one box leaves out its callees', () => {
  const model = buildFlameModel(
    drawnSamples(`
    aaaaaa
     cc c
    `),
  );
  assert.equal(selfTicksOfBox(model.intervals, 0, 0), 3 * columnMicros);
  assert.equal(selfTicksOfBox(model.intervals, 1, 1), 2 * columnMicros);
});

test('a profile of idle time alone has no boxes', () => {
  checkRows('....', []);
});

test('stacks of 30,000 calls do not overflow anything', () => {
  const depth = 30_000;
  const model = buildFlameModel({
    ...drawnSamples('a'),
    frameOfNode: Array.from({ length: depth + 1 }, (_, node) => Math.min(node, 1)),
    parentOfNode: Array.from({ length: depth + 1 }, (_, node) => node - 1),
    nodeOfSample: [depth],
  });
  assert.equal(model.intervals.start.length, depth);
  assert.equal(model.totalMicros[1], columnMicros);
});

test('random stacks: every moment of every row holds the frame that the sample had', () => {
  let state = 11;
  const next = (below: number) => (state = (state * 48271) % 2147483647) % below;
  const letters = 'abc';
  for (let round = 0; round < 50; round++) {
    const columns = 40;
    const stacks = Array.from({ length: columns }, () =>
      Array.from({ length: next(5) }, () => letters[next(letters.length)] ?? 'a').join(''),
    );
    const drawing = Array.from({ length: 4 }, (_, row) =>
      stacks.map((stack) => stack[row] ?? (row === 0 ? '.' : ' ')).join(''),
    ).join('\n');
    const { intervals, frames } = buildFlameModel(drawnSamples(drawing));
    stacks.forEach((stack, column) => {
      const tick = column * columnMicros + columnMicros / 2;
      let shown = '';
      for (let row = 0; row + 1 < intervals.rowStart.length; row++)
        for (let box = intervals.rowStart[row] ?? 0; box < (intervals.rowStart[row + 1] ?? 0); box++)
          if ((intervals.start[box] ?? 0) <= tick && tick < (intervals.end[box] ?? 0))
            shown += frames[intervals.frame[box] ?? 0]?.name;
      assert.equal(shown, stack, `round ${round}, column ${column}\n${drawing}`);
    });
  }
});
