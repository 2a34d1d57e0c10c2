import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlameFrame } from '../../../../src/webview/flame/sampledProfile.ts';
import {
  functionMatch,
  moveWeights,
  oldOfNew,
  noNode,
  sumOf,
  transformTree,
  weigh,
  type FrameMatch,
  type ThreadProfile,
  type Transform,
} from '../../../../src/webview/viewer/model/index.ts';
import { drawnProfile, drawTree, frameOf, trimmed } from './drawnTree.ts';
import { isOrdered, stacksOf, sums, type WeighedStack } from './naiveStacks.ts';
import { randomProfile, randomSource, seeds } from './randomProfile.ts';

function transformed(profile: ThreadProfile, ...transforms: Transform[]) {
  const mapped = transformTree(profile.tree, transforms);
  return { mapped, weights: moveWeights(mapped, weigh(profile, null)) };
}

function check(drawing: string, transforms: Transform[], expected: string): void {
  const { mapped, weights } = transformed(drawnProfile(drawing), ...transforms);
  assert.equal(drawTree(mapped.tree, weights), trimmed(expected));
}

const named = (name: string, owner = 'main.js'): FrameMatch => functionMatch(frameOf({ name, owner, line: 1 }));
const packageNamed = (packageName: string): FrameMatch => ({ kind: 'package', packageName });

const server = `
  (root)
    listen 1
      route [express] 2
        layer [express] 3
          handler 4
            query [pg] 5
              parse [pg] 6
        handler 1
    (idle) 7
`;

test('a hidden function gives its time and its callees to the caller, where equal ones meet', () => {
  check(
    server,
    [{ kind: 'hide', what: packageNamed('express') }],
    `
    (root) 0/29
      listen 6/22
        handler 5/16
          query 5/11
            parse 6/6
      (idle) 7/7
    `,
  );
});

test('a hidden root leaves its callees as roots', () => {
  check('a 2\n  b 1\n  c 3', [{ kind: 'hide', what: named('a') }], 'c 3/3\nb 1/1');
});

test('a merged package is one box below each caller', () => {
  check(
    server,
    [
      { kind: 'merge', what: packageNamed('pg') },
      { kind: 'merge', what: packageNamed('express') },
    ],
    `
    (root) 0/29
      listen 1/22
        express 5/21
          handler 5/16
            pg 11/11
      (idle) 7/7
    `,
  );
});

test('only my code keeps the first call outside it', () => {
  check(
    server,
    [{ kind: 'onlyMyCode' }],
    `
    (root) 0/29
      listen 1/22
        route 5/21
          handler 5/16
            query 11/11
      (idle) 7/7
    `,
  );
});

test('focus on a function puts its calls together, below the root', () => {
  check(
    `
    (root)
      a 1
        b 2
          c 3
            b 4
      b 5
        c 6
    `,
    [{ kind: 'focus', what: named('b') }],
    `
    (root) 0/20
      b 7/20
        c 9/13
          b 4/4
    `,
  );
});

test('focus on a path is of the tree before all transforms', () => {
  const profile = drawnProfile(server);
  const handler = 4;
  const { mapped, weights } = transformed(
    profile,
    { kind: 'hide', what: packageNamed('pg') },
    { kind: 'focusPath', node: handler },
  );
  assert.equal(drawTree(mapped.tree, weights), '(root) 0/15\n  handler 15/15');
  assert.equal(transformTree(profile.tree, [{ kind: 'focusPath', node: 99 }]).tree.parentOfNode.length, 0);
});

test('recursion is one call, direct or through others', () => {
  check(
    `
    (root)
      a 1
        b 2
          b 3
            a 4
              c 5
    `,
    [{ kind: 'collapseRecursion', what: null }],
    `
    (root) 0/15
      a 5/15
        b 5/5
        c 5/5
    `,
  );
  check(
    'a 1\n  b 2\n    b 3\n      a 4',
    [{ kind: 'collapseRecursion', what: named('b') }],
    trimmed('a 1/10\n  b 5/9\n    a 4/4'),
  );
});

test('what is left out is in no sum', () => {
  check(
    server,
    [
      { kind: 'leaveOut', what: { kind: 'role', role: 'idle' } },
      { kind: 'leaveOut', what: named('handler') },
    ],
    '(root) 0/6\n  listen 1/6\n    route 2/5\n      layer 3/3',
  );
});

// The same, slowly: what becomes of one stack. Null: left out.
type OnStack = (frames: readonly FlameFrame[]) => readonly FlameFrame[] | null;

const isSame = (a: FlameFrame, b: FlameFrame) => a.name === b.name && a.url === b.url && a.line === b.line;
const isOutside = ({ category, role }: FlameFrame) => category !== 'user' && role === 'call';

const withoutRepeated = (frames: readonly FlameFrame[], isCollapsed: (frame: FlameFrame) => boolean) =>
  frames.reduce<FlameFrame[]>((path, frame) => {
    const earlier = isCollapsed(frame) ? path.findIndex((other) => isSame(other, frame)) : -1;
    return earlier < 0 ? [...path, frame] : path.slice(0, earlier + 1);
  }, []);

const slowly: Record<string, (frame: FlameFrame, root: FlameFrame) => { transform: Transform; onStack: OnStack }> = {
  hide: (frame) => ({
    transform: { kind: 'hide', what: functionMatch(frame) },
    onStack: (frames) => {
      const left = frames.filter((other) => !isSame(other, frame));
      return left.length === 0 ? null : left;
    },
  }),
  merge: () => ({
    transform: { kind: 'merge', what: packageNamed('express') },
    onStack: (frames) =>
      frames
        .map((frame) => (frame.packageName === 'express' ? { ...frame, name: 'express' } : frame))
        .filter((frame, at, all) => frame.packageName !== 'express' || all[at - 1]?.packageName !== 'express'),
  }),
  onlyMyCode: () => ({
    transform: { kind: 'onlyMyCode' },
    onStack: (frames) => frames.filter((frame, at) => !isOutside(frame) || at === 0 || !isOutside(frames[at - 1]!)),
  }),
  focus: (frame, root) => ({
    transform: { kind: 'focus', what: functionMatch(frame) },
    onStack: (frames) => {
      const from = frames.findIndex((other) => isSame(other, frame));
      if (from < 0) return null;
      return root.role === 'root' && frame.role !== 'root' ? [root, ...frames.slice(from)] : frames.slice(from);
    },
  }),
  collapseRecursion: () => ({
    transform: { kind: 'collapseRecursion', what: null },
    onStack: (frames) => withoutRepeated(frames, () => true),
  }),
  'collapseRecursion of a file': ({ url }) => ({
    transform: { kind: 'collapseRecursion', what: { kind: 'file', url } },
    onStack: (frames) => withoutRepeated(frames, (frame) => frame.url === url && url !== ''),
  }),
  leaveOut: (frame) => ({
    transform: { kind: 'leaveOut', what: functionMatch(frame) },
    onStack: (frames) => (frames.some((other) => isSame(other, frame)) ? null : frames),
  }),
};

for (const [kind, make] of Object.entries(slowly)) {
  test(`${kind}: every stack becomes what it would become alone`, () => {
    for (const seed of seeds) {
      const profile = randomProfile(seed);
      const { frames } = profile.tree;
      const frame = frames[randomSource(seed).below(frames.length)]!;
      const { transform, onStack } = make(frame, frames[0]!);
      const { mapped, weights } = transformed(profile, transform);
      assert.ok(isOrdered(mapped.tree));
      const slow = stacksOf(profile.tree, weigh(profile, null)).flatMap((stack): WeighedStack[] => {
        const left = onStack(stack.frames);
        assert.equal(mapped.newOfOld[stack.node] === noNode, left === null, `node ${stack.node} of seed ${seed}`);
        return left === null ? [] : [{ ...stack, frames: left }];
      });
      assert.deepEqual(sums(stacksOf(mapped.tree, weights)), sums(slow), `seed ${seed}`);
    }
  });
}

test('a chain of transforms keeps all weight that is not left out, and the way back', () => {
  for (const seed of seeds) {
    const profile = randomProfile(seed);
    const { mapped, weights } = transformed(
      profile,
      { kind: 'merge', what: packageNamed('pg') },
      { kind: 'onlyMyCode' },
      { kind: 'collapseRecursion', what: null },
    );
    assert.equal(sumOf(weights.self), sumOf(profile.selfOfNode));
    assert.equal(sumOf(weights.count), sumOf(profile.countOfNode));
    oldOfNew(mapped).forEach((old, node) => assert.equal(old === noNode || mapped.newOfOld[old] === node, true));
  }
});

test('stacks of 100,000 frames go through every transform', () => {
  const depth = 100_000;
  const frames = ['(root)', 'a', 'b', 'c'].map((name) => frameOf({ name, owner: 'main.js', line: 1 }));
  const tree = {
    frames,
    parentOfNode: Int32Array.from({ length: depth }, (_, node) => node - 1),
    frameOfNode: Int32Array.from({ length: depth }, (_, node) => (node === 0 ? 0 : 1 + (node % 3))),
    depthOfNode: Int32Array.from({ length: depth }, (_, node) => node),
  };
  const sizeAfter = (transform: Transform) => transformTree(tree, [transform]).tree.parentOfNode.length;
  assert.equal(sizeAfter({ kind: 'collapseRecursion', what: null }), 4);
  assert.equal(sizeAfter({ kind: 'hide', what: named('a') }), depth - Math.floor(depth / 3));
  assert.equal(sizeAfter({ kind: 'focusPath', node: depth - 1 }), 2);
});
