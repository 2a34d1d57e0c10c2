import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bottomUpCallers,
  bottomUpRoots,
  chartDetail,
  groupFrames,
  invertedBoxes,
  leftHeavyBoxes,
  noNode,
  sandwich,
  tabulate,
  timeBoxes,
  timeLayout,
  topDownRows,
  weigh,
  wholeChart,
  type Boxes,
  type CallTree,
  type ThreadProfile,
} from '../../../../src/webview/viewer/model/index.ts';
import { drawnProfile } from './drawnTree.ts';
import { stacksOf } from './naiveStacks.ts';
import { randomProfile, randomSource, seeds } from './randomProfile.ts';

/** Rows of boxes as `name start-end`, in weights. */
function rowsOf({ intervals, weightPerTick }: Boxes, { frames }: CallTree): string[] {
  const { rowStart, start, end, frame } = intervals;
  const weight = (tick: number) => Math.round(tick * weightPerTick * 1000) / 1000;
  return Array.from({ length: rowStart.length - 1 }, (_, row) =>
    Array.from({ length: rowStart[row + 1]! - rowStart[row]! }, (_box, at) => {
      const box = rowStart[row]! + at;
      return `${frames[frame[box]!]!.name} ${weight(start[box]!)}-${weight(end[box]!)}`;
    }).join(', '),
  );
}

/** Within a row sorted and apart; every box over one of the row above. */
function checkNesting({ intervals }: Boxes, what: string): void {
  const { rowStart, start, end } = intervals;
  for (let row = 0; row + 1 < rowStart.length; row++)
    for (let box = rowStart[row]!; box < rowStart[row + 1]!; box++) {
      assert.ok(start[box]! < end[box]!, what);
      if (box > rowStart[row]!) assert.ok(end[box - 1]! <= start[box]!, what);
      if (row === 0) continue;
      const isOver = (above: number) => start[above]! <= start[box]! && end[above]! >= end[box]!;
      let above = rowStart[row - 1]!;
      while (above < rowStart[row]! && !isOver(above)) above++;
      assert.ok(above < rowStart[row]!, `${what}: a box without one above it`);
    }
}

const program = `
  (root)
    a 1
      b 2
        c 3
    b 4
      a 5
    (idle) 6
`;

test('the graph goes from the heaviest to the lightest', () => {
  const { tree, ...profile } = drawnProfile(program);
  const boxes = leftHeavyBoxes(tree, weigh({ tree, ...profile }, null));
  assert.deepEqual(rowsOf(boxes, tree), ['b 0-9, a 9-15, (idle) 15-21', 'a 0-5, b 9-14', 'c 9-12']);
  assert.equal(boxes.whole, 21);
});

test('the inverted graph goes from the top of the stack to who called it', () => {
  const profile = drawnProfile(program);
  assert.deepEqual(rowsOf(invertedBoxes(profile.tree, weigh(profile, null)), profile.tree), [
    'a 0-6, b 6-12, (idle) 12-18, c 18-21',
    'b 0-5, a 6-8, b 18-21',
    'a 18-21',
  ]);
});

test('a sandwich has callers and callees of one function, equally wide', () => {
  const profile = drawnProfile(program);
  const b = profile.tree.frames.findIndex(({ name }) => name === 'b');
  const { total, count, callers, callees, calleeTree } = sandwich(profile.tree, weigh(profile, null), b);
  assert.equal(total, 14);
  assert.equal(count, 14);
  assert.deepEqual(rowsOf(callers, profile.tree), ['b 0-14', 'a 0-5']);
  assert.deepEqual(rowsOf(callees, calleeTree.tree), ['b 0-14', 'a 0-5, c 5-8']);
});

test('the chart over time opens and closes what differs from one stack to the next', () => {
  const profile = drawnProfile(program);
  const rows = (boxes: Boxes) => rowsOf(boxes, profile.tree);
  // The callees of `a` come later in the drawing than its own time.
  assert.deepEqual(rows(timeBoxes(profile.tree, profile.samples!, wholeChart)), [
    'a 0-6, b 6-15',
    'b 1-6, a 10-15',
    'c 3-6',
  ]);
  const range = { startMicros: 2, endMicros: 11 };
  assert.deepEqual(rows(timeBoxes(profile.tree, profile.samples!, { range, leastMicros: 0 })), [
    'a 2-6, b 6-11',
    'b 2-6, a 10-11',
    'c 3-6',
  ]);
});

test('boxes that lie in one pixel together are drawn as the longest of them', () => {
  const profile = drawnProfile('(root)\n  a 1\n  b 3\n  c 1\n  d 10\n  e 1');
  const boxes = timeBoxes(profile.tree, profile.samples!, { range: null, leastMicros: 5 });
  assert.deepEqual(rowsOf(boxes, profile.tree), ['b 0-5, d 5-15, e 15-16']);
});

/** Row by row the node on the stack at each moment. */
function slowChart({ tree, samples }: ThreadProfile): string[][] {
  const { nodeOfSample, startOfSample } = samples!;
  const rows: string[][] = [];
  const roleOf = (node: number) => tree.frames[tree.frameOfNode[node]!]!.role;
  const paths = Array.from(nodeOfSample, (top) => {
    if (top === noNode || roleOf(top) === 'idle' || roleOf(top) === 'root') return [];
    const path: number[] = [];
    for (let at = top; at !== noNode; at = tree.parentOfNode[at]!)
      if (tree.parentOfNode[at] !== noNode || roleOf(at) !== 'root') path.unshift(at);
    return path;
  });
  const timed = paths
    .map((path, sample) => ({ path, start: startOfSample[sample]!, end: startOfSample[sample + 1]! }))
    .filter(({ start, end }) => end > start);
  const deepest = Math.max(0, ...paths.map(({ length }) => length));
  for (let row = 0; row < deepest; row++) {
    const merged: { node: number; start: number; end: number }[] = [];
    for (const { path, start, end } of timed) {
      const node = path[row];
      const last = merged.at(-1);
      if (node === undefined) continue;
      if (last?.node === node && last.end === start) last.end = end;
      else merged.push({ node, start, end });
    }
    if (merged.length > 0) rows.push(merged.map(({ node, start, end }) => `${node} ${start}-${end}`));
  }
  return rows;
}

test('the chart shows at every moment the stack of the sample that holds', () => {
  for (const seed of seeds) {
    const profile = randomProfile(seed);
    const boxes = timeBoxes(profile.tree, profile.samples!, wholeChart);
    checkNesting(boxes, `seed ${seed}`);
    const { rowStart, start, end } = boxes.intervals;
    const rows = Array.from({ length: rowStart.length - 1 }, (_, row) =>
      Array.from({ length: rowStart[row + 1]! - rowStart[row]! }, (_box, at) => {
        const box = rowStart[row]! + at;
        return `${boxes.nodeOfBox[box]} ${start[box]}-${end[box]}`;
      }),
    );
    assert.deepEqual(rows, slowChart(profile), `seed ${seed}`);
  }
});

test('a chart that is laid out bit by bit is the same, and a sketch of every third sample nests as well', () => {
  for (const seed of seeds) {
    const { tree, samples } = randomProfile(seed);
    for (const detail of [wholeChart, { range: { startMicros: 5, endMicros: 60 }, leastMicros: 3 }]) {
      const layout = timeLayout(tree, samples!, detail);
      while (!layout.advance(7));
      assert.deepEqual(layout.finish(), timeBoxes(tree, samples!, detail), `seed ${seed}`);
    }
    const sketch = timeLayout(tree, samples!, wholeChart, 3);
    assert.equal(sketch.advance(Math.ceil(samples!.nodeOfSample.length / 3)), true);
    checkNesting(sketch.finish(), `sketch, seed ${seed}`);
  }
});

test('of very many callees the heaviest stands at the left as well', () => {
  const weights = Array.from({ length: 60 }, (_, at) => 1 + ((at * 37) % 61));
  const profile = drawnProfile(['(root)', ...weights.map((weight, at) => `  f${at} ${weight}`)].join('\n'));
  const { intervals, nodeOfBox } = leftHeavyBoxes(profile.tree, weigh(profile, null));
  const widths = Array.from(intervals.start, (start, box) => intervals.end[box]! - start);
  assert.equal(widths.length, 60);
  assert.deepEqual(
    Array.from(nodeOfBox, (node) => profile.selfOfNode[node]!),
    weights.toSorted((a, b) => b - a),
  );
});

test('windows of a large profile share their tiles, and each tile holds its window at screen resolution', () => {
  const samples = 1_500_000;
  const large = {
    nodeOfSample: new Int32Array(samples),
    startOfSample: Float64Array.from({ length: samples + 1 }, (_, sample) => sample * 10),
  };
  const whole = samples * 10;
  const random = randomSource(3);
  for (let round = 0; round < 500; round++) {
    const width = Math.max(1, whole / 2 ** random.below(20) / (1 + random.below(100) / 100));
    const startMicros = (random.below(1_000_000) / 1_000_000) * (whole - width);
    const window = { startMicros, endMicros: startMicros + width };
    const { range, leastMicros } = chartDetail(large, window);
    assert.ok((range?.startMicros ?? 0) <= window.startMicros && (range?.endMicros ?? whole) >= window.endMicros);
    assert.ok(leastMicros <= width / 4096 + 1e-9);
    const moved = { startMicros: startMicros + width / 1e9, endMicros: startMicros + width + width / 1e9 };
    assert.deepEqual(chartDetail(large, moved).leastMicros, leastMicros);
  }
  assert.deepEqual(chartDetail(drawnProfile(program).samples!, { startMicros: 0, endMicros: 1 }), wholeChart);
});

test('graphs are as wide as the weights of their nodes, and nest', () => {
  for (const seed of seeds) {
    const profile = randomProfile(seed);
    const weights = weigh(profile, null);
    const boxes = leftHeavyBoxes(profile.tree, weights);
    checkNesting(boxes, `seed ${seed}`);
    boxes.nodeOfBox.forEach((node, box) => {
      const width = (boxes.intervals.end[box]! - boxes.intervals.start[box]!) * boxes.weightPerTick;
      assert.ok(Math.abs(width - weights.total[node]!) <= boxes.weightPerTick * 2);
    });
    const drawn = new Set(boxes.nodeOfBox);
    profile.tree.frameOfNode.forEach((frame, node) => {
      const isRoot = profile.tree.parentOfNode[node] === noNode && profile.tree.frames[frame]!.role === 'root';
      assert.equal(drawn.has(node), weights.total[node]! > 0 && !isRoot, `node ${node}, seed ${seed}`);
    });
  }
});

test('inverted graph and bottom-up rows: each path upwards weighs what its stacks weigh', () => {
  for (const seed of seeds) {
    const profile = randomProfile(seed);
    const { tree } = profile;
    const weights = weigh(profile, null);
    const expected = new Map<string, number>();
    for (const { frames, self } of stacksOf(tree, weights)) {
      const path = frames.filter(({ role }) => role !== 'root').reverse();
      if (frames.at(-1)!.role === 'root') continue;
      for (let length = 1; length <= path.length; length++) {
        const key = path
          .slice(0, length)
          .map(({ name }) => name)
          .join('<');
        if (self > 0) expected.set(key, (expected.get(key) ?? 0) + self);
      }
    }
    const found = new Map<string, number>();
    const visit = (above: string, rows: ReturnType<typeof bottomUpRoots>) => {
      for (const row of rows) {
        const key = above + tree.frames[row.frame]!.name;
        found.set(key, row.weight);
        visit(`${key}<`, bottomUpCallers(tree, weights, row));
      }
    };
    visit('', bottomUpRoots(tree, weights));
    assert.deepEqual(new Map([...found].sort()), new Map([...expected].sort()), `seed ${seed}`);

    const boxes = invertedBoxes(tree, weights);
    checkNesting(boxes, `seed ${seed}`);
    assert.equal(boxes.nodeOfBox.length, expected.size, `seed ${seed}`);
  }
});

test('a sandwich is as wide as the function’s total in the table, on both sides', () => {
  for (const seed of seeds) {
    const profile = randomProfile(seed);
    const weights = weigh(profile, null);
    const groups = groupFrames(profile.tree.frames, 'function');
    const table = tabulate(profile.tree, weights, groups);
    groups.groups.forEach(({ frame }, group) => {
      const { total, callers, callees } = sandwich(profile.tree, weights, frame);
      assert.ok(Math.abs(total - table.total[group]!) < 1e-9);
      for (const boxes of [callers, callees]) {
        checkNesting(boxes, `seed ${seed}`);
        assert.equal(boxes.intervals.rowStart[1] ?? 0, total > 0 ? 1 : 0);
      }
    });
  }
});

test('top-down rows begin below the root', () => {
  const profile = drawnProfile(program);
  const weights = weigh(profile, null);
  const names = (nodes: Int32Array) =>
    Array.from(nodes, (node) => profile.tree.frames[profile.tree.frameOfNode[node]!]!.name);
  const top = topDownRows(profile.tree, weights, null);
  assert.deepEqual(names(top), ['b', 'a', '(idle)']);
  assert.deepEqual(names(topDownRows(profile.tree, weights, top[0]!)), ['a']);
});
