import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlameIntervals } from '../../../../src/webview/flame/intervals.ts';
import { boxAt, collectRow, createBoxBuffer, firstEndingAfter } from '../../../../src/webview/flame/visibleBoxes.ts';

function row(boxes: readonly (readonly [number, number])[]): FlameIntervals {
  return {
    rowStart: Uint32Array.from([0, boxes.length]),
    start: Uint32Array.from(boxes, ([start]) => start),
    end: Uint32Array.from(boxes, ([, end]) => end),
    frame: new Uint32Array(boxes.length),
  };
}
function visible(intervals: FlameIntervals, startTick: number, ticksPerPixel: number, widthPixels: number) {
  const out = createBoxBuffer();
  collectRow(intervals, 0, { startTick, ticksPerPixel, widthPixels }, out);
  return Array.from({ length: out.count }, (_, at) => ({
    x: out.x[at] ?? 0,
    width: out.width[at] ?? 0,
    box: out.box[at] ?? 0,
  }));
}
function randomRow(seed: number, count: number): FlameIntervals {
  let state = seed;
  const next = (below: number) => (state = (state * 48271) % 2147483647) % below;
  let tick = 0;
  return row(
    Array.from({ length: count }, () => {
      const start = (tick += next(4));
      return [start, (tick += 1 + next(next(20) === 0 ? 400 : 3))] as const;
    }),
  );
}

test('boxes keep their place and are cut at the edges', () => {
  const intervals = row([
    [0, 10],
    [10, 20],
    [30, 60],
  ]);
  assert.deepEqual(visible(intervals, 5, 1, 40), [
    { x: 0, width: 5, box: 0 },
    { x: 5, width: 10, box: 1 },
    { x: 25, width: 15, box: 2 },
  ]);
});

test('a box narrower than a pixel still shows, and a crowd of them shares one', () => {
  assert.deepEqual(visible(row([[100, 101]]), 0, 10, 40), [{ x: 10, width: 1, box: 0 }]);
  assert.deepEqual(
    visible(
      row([
        [100, 101],
        [102, 103],
        [104, 105],
      ]),
      0,
      10,
      40,
    ),
    [{ x: 10, width: 1, box: 0 }],
  );
});

test('nothing in sight gives nothing', () => {
  assert.deepEqual(visible(row([[0, 10]]), 10, 1, 40), []);
  assert.deepEqual(visible(row([[50, 60]]), 0, 1, 40), []);
  assert.deepEqual(visible(row([]), 0, 1, 40), []);
});

test('random rows: pixels never overlap, and exactly the pixels that a box touches are filled', () => {
  for (let seed = 1; seed <= 30; seed++) {
    const intervals = randomRow(seed, 400);
    const last = intervals.end[399] ?? 0;
    for (const [from, share] of [
      [0, 1],
      [0.3, 0.2],
      [0.61, 0.01],
    ] as const) {
      const startTick = from * last;
      const widthPixels = 97;
      const ticksPerPixel = (share * last) / widthPixels;
      const drawn = new Uint8Array(widthPixels);
      for (const { x, width } of visible(intervals, startTick, ticksPerPixel, widthPixels))
        for (let pixel = x; pixel < x + width; pixel++) {
          assert.equal(drawn[pixel], 0, `pixel ${pixel} twice, seed ${seed}`);
          drawn[pixel] = 1;
        }
      // A box fills the pixels from the one it starts in to the one it ends in, the latter left out unless it is the same.
      const expected = new Uint8Array(widthPixels);
      intervals.start.forEach((start, box) => {
        const left = Math.floor((start - startTick) / ticksPerPixel);
        const right = Math.floor(((intervals.end[box] ?? 0) - startTick) / ticksPerPixel);
        if ((intervals.end[box] ?? 0) <= startTick || start >= startTick + widthPixels * ticksPerPixel) return;
        for (let pixel = Math.max(0, left); pixel < Math.min(widthPixels, Math.max(right, left + 1)); pixel++)
          expected[pixel] = 1;
      });
      assert.deepEqual(drawn, expected, `seed ${seed}, from ${from}`);
    }
  }
});

test('the gallop finds what a scan finds', () => {
  const { end } = randomRow(5, 300);
  for (let from = 0; from < 300; from += 37)
    for (let tick = 0; tick < (end[299] ?? 0) + 5; tick += 11) {
      let expected = from;
      while (expected < 300 && (end[expected] ?? 0) <= tick) expected++;
      assert.equal(firstEndingAfter(end, from, 300, tick), expected);
    }
});

test('a point hits the box that covers it, its start included and its end not', () => {
  const intervals = row([
    [10, 20],
    [20, 30],
  ]);
  assert.deepEqual(
    [5, 10, 19, 20, 29, 30].map((tick) => boxAt(intervals, 0, tick)),
    [-1, 0, 0, 1, 1, -1],
  );
  assert.equal(boxAt(intervals, -1, 15), -1);
  assert.equal(boxAt(intervals, 1, 15), -1);
});

test('the buffer grows with the boxes', () => {
  const count = 10_000;
  const intervals = row(Array.from({ length: count }, (_, at) => [at * 10, at * 10 + 10] as const));
  assert.equal(visible(intervals, 0, 1, count * 10).length, count);
});
