import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTreeOfRows, type TreeOfRows } from '../../../../src/webview/viewer/views/treeRows.ts';

/** A node is its path: callees of `a` are `a1` and `a2`. */
const make = () => createTreeOfRows<string>(['a', 'b'], (node) => (node.length < 3 ? [`${node}1`, `${node}2`] : []));
const drawn = (tree: TreeOfRows<string>) =>
  tree.rows().map(({ node, level, at, of }) => `${'  '.repeat(level - 1)}${node} ${at}/${of}`);

test('only the roots at first', () => {
  assert.deepEqual(drawn(make()), ['a 1/2', 'b 2/2']);
});

test('open rows have theirs below them, with their level and place', () => {
  const tree = make();
  tree.setExpanded('a', true);
  tree.setExpanded('a2', true);
  assert.deepEqual(drawn(tree), ['a 1/2', '  a1 1/2', '  a2 2/2', '    a21 1/2', '    a22 2/2', 'b 2/2']);
  tree.setExpanded('a', false);
  assert.deepEqual(drawn(tree), ['a 1/2', 'b 2/2']);
});

test('a path of 100,000 open rows does not overflow anything', () => {
  const deepest = 100_000;
  const tree = createTreeOfRows<number>([0], (node) => (node < deepest ? [node + 1] : []));
  for (let node = 0; node < deepest; node++) tree.setExpanded(node, true);
  assert.equal(tree.rows().length, deepest + 1);
});

test('callees are asked for once', () => {
  let asked = 0;
  const tree = createTreeOfRows<string>(['a'], () => {
    asked++;
    return [];
  });
  tree.setExpanded('a', true);
  tree.rows();
  tree.rows();
  assert.equal(asked, 1);
});
