import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  compareTrees,
  differenceTable,
  functionMatch,
  groupFrames,
  nodeDifference,
  noNode,
  sumOf,
  transformTree,
  unionWidths,
  weigh,
  type CallTree,
  type ComparedSide,
  type Normalisation,
  type ThreadProfile,
} from '../../../../src/webview/viewer/model/index.ts';
import { matchFrames } from '../../../../src/webview/viewer/model/difference/matchFrames.ts';
import { unionTree } from '../../../../src/webview/viewer/model/difference/unionTree.ts';
import type { FlameFrame } from '../../../../src/webview/flame/sampledProfile.ts';
import { classifyFrame } from '../../../../src/webview/flame/classifyFrame.ts';
import { drawnProfile, drawTree, frameOf, treeOf, trimmed } from './drawnTree.ts';
import { randomProfile, seeds } from './randomProfile.ts';

const sideOf = (profile: ThreadProfile): ComparedSide => ({
  tree: profile.tree,
  weights: weigh(profile, null),
  durationMicros: profile.durationMicros,
  unit: profile.unit,
});

const compare = (before: string, after: string, normalisation: Normalisation = 'absolute') =>
  compareTrees(sideOf(drawnProfile(before)), sideOf(drawnProfile(after)), normalisation);

const earlier = `
  (root)
    a [main.js:1] 4
      b [main.js:9] 100
      gone [main.js:20] 30
`;
const later = `
  (root)
    a [main.js:1] 6
      b [main.js:14] 20
      fresh [main.js:30] 3
`;

test('what both have is one node although lines moved, and what one has stays', () => {
  const difference = compare(earlier, later);
  assert.equal(
    drawTree(difference.union.tree, unionWidths(difference, 'larger')),
    trimmed('(root) 0/139\n  a 6/139\n    b 100/100\n    gone 30/30\n    fresh 3/3'),
  );
  assert.equal(
    drawTree(difference.union.tree, unionWidths(difference, 'sum')),
    trimmed('(root) 0/163\n  a 10/163\n    b 120/120\n    gone 30/30\n    fresh 3/3'),
  );
  assert.equal(drawTree(difference.union.tree, difference.before).split('\n')[0], '(root) 0/134');
  assert.equal(drawTree(difference.union.tree, difference.after).split('\n')[0], '(root) 0/29');
});

test('transforms mean the same functions on both sides, although lines moved', () => {
  const sides = [sideOf(drawnProfile(earlier)), sideOf(drawnProfile(later))] as const;
  const b = drawnProfile(later).tree.frames.find(({ name }) => name === 'b')!;
  const hidden = compareTrees(...sides, 'absolute', [{ kind: 'hide', what: functionMatch(b) }]);
  assert.equal(
    drawTree(hidden.union.tree, hidden.before),
    trimmed('(root) 0/134\n  a 104/134\n    gone 30/30\n    fresh 0/0'),
  );
  assert.equal(
    drawTree(hidden.union.tree, hidden.after),
    trimmed('(root) 0/29\n  a 26/29\n    fresh 3/3\n    gone 0/0'),
  );
  const focused = compareTrees(...sides, 'absolute', [{ kind: 'focus', what: functionMatch(b) }]);
  assert.equal(sumOf(focused.before.self), 100);
  assert.equal(sumOf(focused.after.self), 20);
});

test('the table has the largest difference first, and keys of one side', () => {
  const difference = compare(earlier, later);
  const groups = groupFrames(difference.union.tree.frames, 'function');
  const rows = differenceTable(difference, groups, 'self').map((row) => ({
    ...row,
    name: groups.groups[row.group]!.name,
  }));
  assert.deepEqual(
    rows.map(({ name, before, after, delta, countDelta, isWithinNoise }) => [
      name,
      before,
      after,
      delta,
      countDelta,
      isWithinNoise,
    ]),
    [
      ['b', 100, 20, -80, -80, false],
      ['gone', 30, 0, -30, -30, false],
      ['fresh', 0, 3, 3, 3, true],
      ['a', 4, 6, 2, 2, true],
    ],
  );
  const [a] = differenceTable(difference, groups, 'total');
  assert.deepEqual([a?.before, a?.after, a?.countDelta], [134, 29, -105]);
});

test('normalised by time or by samples, the earlier profile is scaled', () => {
  const before = { ...sideOf(drawnProfile('(root)\n  a 10\n  b 10')), durationMicros: 100 };
  const after = { ...sideOf(drawnProfile('(root)\n  a 30\n  b 10')), durationMicros: 400 };
  for (const [normalisation, scale] of [
    ['absolute', 1],
    ['time', 4],
    ['samples', 2],
  ] as const) {
    const difference = compareTrees(before, after, normalisation);
    assert.equal(difference.scaleOfBefore, scale);
    assert.equal(sumOf(difference.before.self), 20 * scale);
    const groups = groupFrames(difference.union.tree.frames, 'function');
    const a = differenceTable(difference, groups, 'self').find(({ group }) => groups.groups[group]!.name === 'a')!;
    assert.equal(a.delta, 30 - 10 * scale);
    // 10 samples are uncertain by 3.16 of them, whatever they are scaled to.
    assert.ok(Math.abs(a.error - Math.sqrt(10 * scale ** 2 + 30)) < 1e-9);
  }
});

test('a profile compared with nothing or with itself has no difference that is certain', () => {
  const same = compare(earlier, earlier);
  for (const node of same.union.tree.parentOfNode.keys()) assert.equal(nodeDifference(same, node).delta, 0);
  const nothing = compare('(root)', '(root)', 'samples');
  assert.equal(nothing.scaleOfBefore, 1);
  assert.deepEqual(nodeDifference(nothing, 0), {
    before: 0,
    after: 0,
    delta: 0,
    countBefore: 0,
    countAfter: 0,
    countDelta: 0,
    error: 0,
    isWithinNoise: true,
  });
});

test('differences of chance alone are noise nineteen times of twenty', () => {
  // Counts of two recordings of one program: Poisson around the same mean, from sums of fair coins.
  let state = 7;
  const coin = () => (state = (Math.imul(state, 1664525) + 1013904223) | 0) >>> 31;
  const count = () => Array.from({ length: 200 }, coin).reduce((sum, side) => sum + side, 0);
  let certain = 0;
  const rounds = 400;
  for (let round = 0; round < rounds; round++)
    if (!nodeDifference(compare(`(root)\n  a ${count()}`, `(root)\n  a ${count()}`), 1).isWithinNoise) certain++;
  assert.ok(certain / rounds < 0.06, `${certain} of ${rounds}`);
});

test('of large objects of a heap profile fewer bytes are chance than of small ones', () => {
  const heap = (objects: number): ComparedSide => {
    const { tree } = drawnProfile('(root)\n  a');
    const weights = {
      self: Float64Array.of(0, 8e6),
      count: Float64Array.of(0, objects),
      total: Float64Array.of(8e6, 8e6),
    };
    return { tree, weights, durationMicros: 0, unit: 'bytes' };
  };
  const errorOf = (objects: number) => nodeDifference(compareTrees(heap(objects), heap(objects), 'absolute'), 1).error;
  assert.ok(errorOf(1_000_000) > 2.5e6 && errorOf(1_000_000) < 3.2e6, String(errorOf(1_000_000)));
  assert.ok(errorOf(1) < 10e3, String(errorOf(1)));
});

test('both sides keep their weight in the union', () => {
  for (const seed of seeds) {
    const [before, after] = [randomProfile(seed), randomProfile(seed + 1)];
    const difference = compareTrees(sideOf(before), sideOf(after), 'absolute');
    assert.equal(sumOf(difference.before.self), sumOf(before.selfOfNode));
    assert.equal(sumOf(difference.after.self), sumOf(after.selfOfNode));
    difference.union.ofBefore.newOfOld.forEach((node, old) => {
      const frame = difference.union.tree.frames[difference.union.tree.frameOfNode[node]!]!;
      assert.equal(frame.name, before.tree.frames[before.tree.frameOfNode[old]!]!.name);
    });
    const widths = unionWidths(difference, 'larger');
    widths.total.forEach((width, node) =>
      assert.ok(width >= difference.before.total[node]! && width >= difference.after.total[node]!),
    );
  }
});

const at = (url: string, name: string, line: number): FlameFrame => ({
  name,
  url,
  line,
  column: 1,
  ...classifyFrame({ name, url, scriptId: '1' }),
});
/** `before row → after row`; -1 for a function that is gone. */
const matches = (before: FlameFrame[], after: FlameFrame[]): number[] =>
  [...matchFrames(before, after).ofBefore].map((row) => (row < after.length ? row : -1));

test('a file is found in another checkout, and a package wherever it lies', () => {
  const before = [
    at('file:///home/me/shop/src/cart/index.js', 'run', 3),
    at('file:///home/me/shop/src/user/index.js', 'run', 3),
    at('file:///home/me/shop/node_modules/pg/lib/query.js', 'run', 3),
    at('file:///home/me/shop/src/old.js', 'run', 3),
  ];
  const after = [
    at('file:///C:/build/src/user/index.js', 'run', 9),
    at('file:///C:/build/src/cart/index.js', 'run', 9),
    at('file:///C:/build/node_modules/.pnpm/pg@8.1.0/node_modules/pg/lib/query.js', 'run', 9),
    at('file:///C:/build/src/new.js', 'run', 3),
  ];
  assert.deepEqual(matches(before, after), [1, 0, 2, -1]);
});

test('functions of one name in one file: those that did not move belong together, then from the top', () => {
  const file = 'file:///app/main.js';
  const callbacks = (...lines: number[]) => lines.map((line) => at(file, '(anonymous)', line));
  assert.deepEqual(matches(callbacks(5, 9, 30), callbacks(9, 5, 33)), [1, 0, 2]);
  assert.deepEqual(matches(callbacks(30, 9), callbacks(10, 31)), [1, 0]);
  assert.deepEqual(matches(callbacks(5, 9), callbacks(9)), [-1, 0]);
});

test('two stacks of 100,000 frames are compared', () => {
  const deep = (names: string[]): ComparedSide => {
    const depth = 100_000;
    const frames = names.map((name) => frameOf({ name, owner: 'main.js', line: 1 }));
    const tree = treeOf(
      frames,
      Int32Array.from({ length: depth }, (_, node) => node - 1),
      Int32Array.from({ length: depth }, (_, node) => node % names.length),
    );
    const self = new Float64Array(depth).fill(1);
    return { tree, weights: { self, count: self, total: self }, durationMicros: 1, unit: 'micros' };
  };
  const { union } = compareTrees(deep(['a', 'b']), deep(['a', 'b', 'c']), 'absolute');
  assert.equal(union.tree.parentOfNode.length, 200_000 - 2);
});

test('the union holds each path of either side once, whether callees of one call are distinct or repeat', () => {
  const pathsOf = ({ frames, parentOfNode, frameOfNode }: CallTree) => {
    const paths: string[] = [];
    for (const [node, parent] of parentOfNode.entries())
      paths.push(`${parent === noNode ? '' : paths[parent]} ${frames[frameOfNode[node]!]!.name}`);
    return paths;
  };
  /** A transform that means nothing joins callees of one frame. */
  const distinct = (tree: CallTree) => transformTree(tree, [{ kind: 'hide', what: { kind: 'file', url: '' } }]).tree;
  for (const seed of seeds) {
    const raw = [randomProfile(seed).tree, randomProfile(seed + 1).tree] as const;
    for (const [before, after] of [raw, [distinct(raw[0]), distinct(raw[1])]] as const) {
      const { tree, ofBefore, ofAfter } = unionTree(before, after);
      const united = pathsOf(tree);
      assert.equal(new Set(united).size, united.length, `seed ${seed}`);
      assert.deepEqual(new Set(united), new Set([...pathsOf(before), ...pathsOf(after)]), `seed ${seed}`);
      for (const [side, { newOfOld }] of [
        [before, ofBefore],
        [after, ofAfter],
      ] as const)
        assert.deepEqual(
          Array.from(newOfOld, (node) => united[node]),
          pathsOf(side),
          `seed ${seed}`,
        );
      for (const [node, parent] of tree.parentOfNode.entries()) {
        assert.ok(parent < node, `seed ${seed}`);
        assert.equal(tree.depthOfNode[node], parent === noNode ? 0 : tree.depthOfNode[parent]! + 1);
      }
    }
  }
});
