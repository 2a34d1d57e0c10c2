/** From one place that a search finds to the next, as pictures and tables are read. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  beforeAll,
  behindAll,
  findBoxes,
  leftHeavyBoxes,
  matchesBelow,
  sampleWithMatch,
  timeBoxes,
  weigh,
  wholeChart,
  type Boxes,
  type CallTree,
} from '../../../../src/webview/viewer/model/index.ts';
import { rowOfBox } from '../../../../src/webview/viewer/views/boxChart.ts';
import {
  nodeAt,
  pathOfRow,
  placeAmongFound,
  searchOpenRows,
  stepInRows,
} from '../../../../src/webview/viewer/views/stepInRows.ts';
import { createTreeOfRows } from '../../../../src/webview/viewer/views/treeRows.ts';
import { drawnProfile } from './drawnTree.ts';
import { randomProfile } from './randomProfile.ts';

const named = ({ frames }: CallTree, pattern: RegExp) =>
  Uint8Array.from(frames, ({ name }) => (pattern.test(name) ? 1 : 0));

/** Every box that is found, in the order of the steps. */
function walk({ intervals }: Boxes, isMatch: Uint8Array, by: 1 | -1, within?: { start: number; end: number }) {
  const found = findBoxes(intervals, isMatch, within);
  const boxes: number[] = [];
  let from = by > 0 ? beforeAll : behindAll(intervals);
  for (;;) {
    const next = by > 0 ? found.next(from) : found.previous(from);
    if (!next) return { boxes, count: found.count, found };
    boxes.push(next.box);
    from = { start: intervals.start[next.box]!, row: next.row };
  }
}

/** The same by looking at each box. */
function inReadingOrder(
  { intervals: { start, end, frame, ...rest } }: Boxes,
  isMatch: Uint8Array,
  from = -1,
  to = Infinity,
) {
  const intervals = { start, end, frame, ...rest };
  return [...start.keys()]
    .filter((box) => isMatch[frame[box]!] === 1 && start[box]! < to && end[box]! > from)
    .sort((a, b) => start[a]! - start[b]! || rowOfBox(intervals, a) - rowOfBox(intervals, b));
}

test('boxes come from left to right, callers first, and backwards the other way round', () => {
  for (let seed = 1; seed <= 30; seed++) {
    const { tree, samples, ...profile } = randomProfile(seed);
    assert.ok(samples);
    const isMatch = Uint8Array.from(tree.frames, (_, frame) => ((frame * 7 + seed) % 3 === 0 ? 1 : 0));
    for (const boxes of [
      timeBoxes(tree, samples, wholeChart),
      leftHeavyBoxes(tree, weigh({ tree, samples, ...profile }, null)),
    ]) {
      const expected = inReadingOrder(boxes, isMatch);
      const { boxes: forwards, count, found } = walk(boxes, isMatch, 1);
      assert.deepEqual(forwards, expected);
      assert.equal(count, expected.length);
      assert.deepEqual(walk(boxes, isMatch, -1).boxes, [...expected].reverse());
      expected.forEach((box, at) =>
        assert.equal(found.before({ start: boxes.intervals.start[box]!, row: rowOfBox(boxes.intervals, box) }), at),
      );
      const half = { start: 0, end: boxes.whole / boxes.weightPerTick / 2 };
      assert.deepEqual(walk(boxes, isMatch, 1, half).boxes, inReadingOrder(boxes, isMatch, half.start, half.end));
    }
  }
});

const drawing = `
main 1
  read 2
    parse 3
      read 1
  write 1
    parse 5
  read 0
other 4
`;

test('closed paths tell how many of the matches below them can be gone to', () => {
  const profile = drawnProfile(drawing);
  const { tree } = profile;
  const below = matchesBelow(tree, weigh(profile, null), named(tree, /parse|read/));
  // The last `read` has no weight and no row.
  assert.deepEqual([...below], [4, 2, 1, 0, 1, 0, 0, 0]);
});

test('steps open closed rows, from the last to the first and back', () => {
  const tree = createTreeOfRows<string>(['a', 'b', 'c'], (node) => (node.length < 3 ? [`${node}1`, `${node}2`] : []));
  const wanted = ['a', 'a12', 'b2', 'b21'];
  const searched = {
    isMatch: (node: string) => wanted.includes(node),
    below: (node: string) => wanted.filter((one) => one !== node && one.startsWith(node)).length,
  };
  for (const by of [1, -1] as const) {
    const order = by > 0 ? wanted : [...wanted].reverse();
    let path = stepInRows(tree, [], by, searched);
    for (const expected of [...order, ...order]) {
      assert.ok(path);
      assert.equal(nodeAt(path), expected);
      assert.deepEqual(placeAmongFound(tree, path, searched), { at: wanted.indexOf(expected) + 1, of: 4 });
      path = stepInRows(tree, path, by, searched);
    }
  }
  assert.equal(stepInRows(tree, [], 1, { isMatch: () => false, below: () => 0 }), null);
});

test('a step begins at the row that is active', () => {
  const tree = createTreeOfRows<string>(['a', 'b'], (node) => (node.length < 3 ? [`${node}1`, `${node}2`] : []));
  tree.setExpanded('a', true);
  const searched = searchOpenRows(tree, (node) => node.endsWith('2') || node === 'b');
  const from = (node: string) =>
    pathOfRow(
      tree,
      tree.rows().findIndex((row) => row.node === node),
    );
  const step = (node: string, by: 1 | -1) => nodeAt(stepInRows(tree, from(node), by, searched) ?? []);
  assert.equal(step('a1', 1), 'a2');
  assert.equal(step('a2', 1), 'b', 'b is closed, and so is what lies below a2');
  assert.equal(step('b', 1), 'a2');
  assert.equal(step('a1', -1), 'b');
});

test('a path of 100,000 rows does not overflow anything', () => {
  const deepest = 100_000;
  const tree = createTreeOfRows<number>([0], (node) => (node < deepest ? [node + 1] : []));
  const searched = { isMatch: (node: number) => node === deepest, below: (node: number) => (node < deepest ? 1 : 0) };
  assert.equal(nodeAt(stepInRows(tree, [], 1, searched) ?? []), deepest);
  assert.equal(nodeAt(stepInRows(tree, [], -1, searched) ?? []), deepest);
});

test('the next sample on whose stack a match is', () => {
  const { tree, samples } = drawnProfile(drawing);
  assert.ok(samples);
  const isMatch = named(tree, /parse/);
  const nodes = samples.nodeOfSample;
  const names = [...nodes].map((node) => tree.frames[tree.frameOfNode[node]!]!.name);
  assert.equal(
    names.join(' '),
    'main read read parse parse parse read write parse parse parse parse parse other other other other',
  );
  assert.equal(sampleWithMatch(tree, nodes, isMatch, 0, 1), 3);
  assert.equal(sampleWithMatch(tree, nodes, isMatch, 7, 1), 8);
  assert.equal(sampleWithMatch(tree, nodes, isMatch, 7, -1), 6, 'read below parse');
  assert.equal(sampleWithMatch(tree, nodes, isMatch, 13, 1), -1);
});
