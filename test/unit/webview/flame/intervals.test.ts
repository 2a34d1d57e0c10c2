import assert from 'node:assert/strict';
import { test } from 'node:test';
import { selfTicksOfBox } from '../../../../src/webview/flame/selfTicks.ts';
import { timeBoxes, wholeChart, type Boxes } from '../../../../src/webview/viewer/model/index.ts';
import { columnMicros, drawnSamples, type DrawnSamples } from './drawnSamples.ts';

interface Drawn extends Boxes {
  readonly frames: DrawnSamples['tree']['frames'];
}
const layOut = ({ tree, samples }: DrawnSamples): Drawn => ({
  ...timeBoxes(tree, samples, wholeChart),
  frames: tree.frames,
});

/** Rows of boxes as `name start-end`, in columns of the drawing. */
function rowsOf({ intervals, frames, weightPerTick }: Drawn, offset = 0): string[] {
  const { rowStart, start, end, frame } = intervals;
  const column = (tick: number) => (tick * weightPerTick - offset) / columnMicros;
  return Array.from({ length: rowStart.length - 1 }, (_, row) =>
    Array.from({ length: (rowStart[row + 1] ?? 0) - (rowStart[row] ?? 0) }, (_box, at) => {
      const box = (rowStart[row] ?? 0) + at;
      return `${frames[frame[box] ?? 0]?.name} ${column(start[box] ?? 0)}-${column(end[box] ?? 0)}`;
    }).join(', '),
  );
}
function checkRows(drawing: string, expected: readonly string[]): void {
  assert.deepEqual(rowsOf(layOut(drawnSamples(drawing))), expected);
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

test('samples without a stack stand on the call before them and do not cut it in two', () => {
  checkRows('aaPaa', ['a 0-5', '(program) 2-3']);
  checkRows('aaPPaa', ['a 0-6', '(program) 2-4']);
  checkRows('aaPbb', ['a 0-3, b 3-5', '(program) 2-3']);
});

test('the time before the first sample stays empty, the last sample lasts to the end', () => {
  const model = layOut(drawnSamples('aab', 8400));
  assert.deepEqual(rowsOf(model, 8400), ['a 0-2, b 2-3']);
  assert.equal(model.intervals.start[0], 8400);
});

test('self time of one box leaves out its callees', () => {
  const model = layOut(
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
  const rows = (value: (node: number) => number) => Int32Array.from({ length: depth + 1 }, (_, node) => value(node));
  const { tree, samples } = drawnSamples('a');
  const { intervals } = layOut({
    tree: {
      frames: tree.frames,
      frameOfNode: rows((node) => Math.min(node, 1)),
      parentOfNode: rows((node) => node - 1),
      depthOfNode: rows((node) => node),
    },
    samples: { ...samples, nodeOfSample: Int32Array.of(depth) },
  });
  assert.equal(intervals.start.length, depth);
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
    const { intervals, frames } = layOut(drawnSamples(drawing));
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
