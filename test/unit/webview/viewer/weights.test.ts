import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupFrames, sumOf, tabulate, weigh, type Grouping } from '../../../../src/webview/viewer/model/index.ts';
import { drawProfile, drawnProfile, trimmed } from './drawnTree.ts';
import { stacksOf } from './naiveStacks.ts';
import { randomProfile, randomSource, seeds } from './randomProfile.ts';

const near = (actual: number, expected: number, what: string) =>
  assert.ok(
    Math.abs(actual - expected) < 1e-9 * Math.max(1, Math.abs(expected)),
    `${what}: ${actual}, not ${expected}`,
  );

test('total is self and everything below', () => {
  const drawing = `
    (root)
      a 1
        b 2
          c 3
        c 4
  `;
  assert.equal(drawProfile(drawnProfile(drawing)), trimmed('(root) 0/10\n  a 1/10\n    b 2/5\n      c 3/3\n    c 4/4'));
});

test('a range cuts the samples at its edges in proportion', () => {
  const profile = drawnProfile('(root)\n  a 1\n    b 2');
  const { self, count, total } = weigh(profile, { startMicros: 0.25, endMicros: 1.5 });
  assert.deepEqual([...self], [0, 0.75, 0.5]);
  assert.deepEqual([...count], [0, 0.75, 0.5]);
  assert.deepEqual([...total], [1.25, 1.25, 0.5]);
});

test('ranges side by side weigh what the whole weighs, samples without a duration included', () => {
  for (const seed of seeds) {
    const profile = randomProfile(seed);
    const random = randomSource(seed);
    const edges = Array.from({ length: 3 }, () => random.below(profile.durationMicros * 2 + 1) / 2);
    const all = [0, ...edges, profile.durationMicros].sort((a, b) => a - b);
    const parts = all
      .slice(1)
      .map((endMicros, at) => ({ startMicros: all[at]!, endMicros }))
      // An empty range has no inside.
      .filter(({ startMicros, endMicros }) => endMicros > startMicros)
      .map((range) => weigh(profile, range));
    if (parts.length === 0) continue;
    const whole = weigh(profile, null);
    for (const column of ['self', 'count', 'total'] as const)
      whole[column].forEach((expected, node) => {
        const sum = parts.reduce((total, part) => total + part[column][node]!, 0);
        if (column !== 'count') near(sum, expected, `${column} of node ${node}, seed ${seed}`);
      });
    near(
      parts.reduce((total, part) => total + sumOf(part.count), 0),
      sumOf(whole.count),
      `count, seed ${seed}`,
    );
  }
});

test('a range over everything is the whole, and one beside it is nothing', () => {
  for (const seed of seeds) {
    const profile = randomProfile(seed);
    assert.deepEqual(weigh(profile, { startMicros: -5, endMicros: profile.durationMicros + 5 }), weigh(profile, null));
    const beside = weigh(profile, { startMicros: profile.durationMicros + 1, endMicros: profile.durationMicros + 9 });
    assert.equal(sumOf(beside.self) + sumOf(beside.count), 0);
  }
});

test('a profile without samples always weighs as a whole', () => {
  const profile = { ...drawnProfile('(root)\n  a 1'), samples: null };
  assert.deepEqual(weigh(profile, { startMicros: 0, endMicros: 0.5 }), weigh(profile, null));
});

const keyIn: Record<
  Grouping,
  (frame: { name: string; url: string; packageName: string | null; category: string }) => string
> = {
  function: ({ name }) => name,
  file: ({ url, category }) => (url === '' ? category : url),
  package: ({ packageName, category }) => packageName ?? category,
  category: ({ category }) => category,
};

for (const grouping of ['function', 'file', 'package', 'category'] as const) {
  test(`table by ${grouping}: each stack counts once, so that recursion never exceeds the whole`, () => {
    for (const seed of seeds) {
      const profile = randomProfile(seed);
      const weights = weigh(profile, null);
      const groups = groupFrames(profile.tree.frames, grouping);
      const table = tabulate(profile.tree, weights, groups);
      const expected = new Map<string, { self: number; total: number; count: number }>();
      const at = (key: string) => {
        if (!expected.has(key)) expected.set(key, { self: 0, total: 0, count: 0 });
        return expected.get(key)!;
      };
      for (const { frames, self, count } of stacksOf(profile.tree, weights)) {
        const calls = frames.filter(({ role }) => role !== 'root');
        for (const key of new Set(calls.map(keyIn[grouping]))) at(key).total += self;
        const top = frames.at(-1)!;
        if (top.role === 'root') continue;
        at(keyIn[grouping](top)).self += self;
        at(keyIn[grouping](top)).count += count;
      }
      groups.groups.forEach(({ frame }, row) => {
        const sum = expected.get(keyIn[grouping](profile.tree.frames[frame]!)) ?? { self: 0, total: 0, count: 0 };
        near(table.self[row]!, sum.self, 'self');
        near(table.total[row]!, sum.total, 'total');
        near(table.count[row]!, sum.count, 'count');
        assert.ok(table.total[row]! <= table.whole + 1e-9);
      });
    }
  });
}
