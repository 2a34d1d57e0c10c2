import assert from 'node:assert/strict';
import { test } from 'node:test';
import { functionsOf } from '../../../src/profiler/capture/functionRanges.ts';
import type { CpuProfile } from '../../../src/profiler/capture/format/profiles.ts';
import { parseCpuProfile } from '../../../src/profiler/capture/format/readCpuProfile.ts';
import { selfTimes } from '../../../src/profiler/capture/format/selfTimes.ts';
import { unfoldInlined } from '../../../src/profiler/capture/format/unfoldInlined.ts';

const main = 'file:///app/main.js';
const other = 'file:///app/other.js';

/** Lines 1 to 3 are `leaf`, 5 to 9 `middle`, 11 to 17 `caller` with a closure on lines 13 to 15. */
const source = `function leaf(x) {
  return x * 2;
}

function middle(x) {
  x++;
  x++;
  return leaf(x);
}

function caller(xs) {
  let sum = 0;
  xs.forEach((x) => {
    sum += middle(x);
  });
  return sum;
}
`;
const ranges = { [main]: functionsOf(source, '.js') };
const frames = {
  root: { url: '', line: -1, column: -1 },
  leaf: { url: main, line: 0, column: 13 },
  middle: { url: main, line: 4, column: 15 },
  caller: { url: main, line: 10, column: 15 },
  closure: { url: main, line: 12, column: 13 },
  foreign: { url: other, line: 0, column: 16 },
};

interface DrawnNode {
  name: keyof typeof frames;
  parent: number;
  samples: number;
  /** Line → ticks. */
  ticks?: Record<number, number>;
}

/** One sample a millisecond, node after node. */
function profile(nodes: readonly DrawnNode[]): CpuProfile {
  const samples = nodes.flatMap(({ samples }, index) => Array<number>(samples).fill(index + 1));
  return {
    nodes: nodes.map(({ name, samples, ticks = {} }, index) => ({
      id: index + 1,
      callFrame: {
        functionName: name,
        scriptId: '1',
        url: frames[name].url,
        lineNumber: frames[name].line,
        columnNumber: frames[name].column,
      },
      hitCount: samples,
      children: nodes.flatMap((child, row) => (child.parent === index + 1 && row !== index ? [row + 1] : [])),
      positionTicks: Object.entries(ticks).map(([line, count]) => ({ line: Number(line), ticks: count })),
    })),
    startTime: 0,
    endTime: samples.length * 1000,
    samples,
    timeDeltas: samples.map((_, index) => (index === 0 ? 0 : 1000)),
  };
}

/** `path/of/names` → self milliseconds, without zeros. */
function unfolded(
  nodes: readonly DrawnNode[],
  known: Parameters<typeof unfoldInlined>[1] = ranges,
): Record<string, number> {
  const columns = unfoldInlined(parseCpuProfile(profile(nodes)), known);
  const pathOf = (node: number): string => {
    const name = columns.frames[columns.frameOfNode[node]!]!.name;
    const parent = columns.parentOfNode[node]!;
    return parent < 0 ? name : `${pathOf(parent)}/${name}`;
  };
  const times = [...selfTimes(columns)].map((time, node) => [pathOf(node), time / 1000] as const);
  return Object.fromEntries(times.filter(([, time]) => time > 0));
}

test('ticks on the lines of a callee move to it, and the sum stays', () => {
  const times = unfolded([
    { name: 'root', parent: 0, samples: 0 },
    { name: 'middle', parent: 1, samples: 10, ticks: { 2: 8, 6: 2 } },
    { name: 'leaf', parent: 2, samples: 2, ticks: { 2: 2 } },
  ]);
  assert.deepEqual(times, { 'root/middle': 2, 'root/middle/leaf': 10 });
});

test('a callee seen under the function elsewhere in the tree is enough', () => {
  const times = unfolded([
    { name: 'root', parent: 0, samples: 0 },
    { name: 'middle', parent: 1, samples: 4, ticks: { 2: 4 } },
    { name: 'caller', parent: 1, samples: 0 },
    { name: 'middle', parent: 3, samples: 0 },
    { name: 'leaf', parent: 4, samples: 1, ticks: { 2: 1 } },
  ]);
  assert.equal(times['root/middle/leaf'], 4);
});

test('functions inlined through others get the whole path', () => {
  const times = unfolded([
    { name: 'root', parent: 0, samples: 0 },
    { name: 'caller', parent: 1, samples: 6, ticks: { 2: 3, 12: 3 } },
    { name: 'closure', parent: 2, samples: 1, ticks: { 14: 1 } },
    { name: 'middle', parent: 3, samples: 1, ticks: { 6: 1 } },
    { name: 'leaf', parent: 4, samples: 1, ticks: { 2: 1 } },
  ]);
  assert.equal(times['root/caller/closure/middle/leaf'], 4);
  assert.equal(times['root/caller'], 3);
});

test('a closure inside the caller gets the lines of its body, and the caller keeps the line on which it begins', () => {
  const times = unfolded([
    { name: 'root', parent: 0, samples: 0 },
    { name: 'caller', parent: 1, samples: 10, ticks: { 13: 4, 14: 6 } },
    { name: 'closure', parent: 2, samples: 1, ticks: { 14: 1 } },
  ]);
  assert.deepEqual(times, { 'root/caller': 4, 'root/caller/closure': 7 });
});

test('nothing moves to a function that was never seen called, or where two files could be meant', () => {
  const neverSeen: DrawnNode[] = [
    { name: 'root', parent: 0, samples: 0 },
    { name: 'caller', parent: 1, samples: 5, ticks: { 2: 5 } },
  ];
  assert.deepEqual(unfolded(neverSeen), { 'root/caller': 5 });

  const twoFiles: DrawnNode[] = [
    { name: 'root', parent: 0, samples: 0 },
    { name: 'middle', parent: 1, samples: 5, ticks: { 2: 5 } },
    { name: 'leaf', parent: 2, samples: 1 },
    { name: 'foreign', parent: 2, samples: 1 },
  ];
  const both = { ...ranges, [other]: functionsOf('function foreign() {\n  work();\n}\n', '.js') };
  assert.equal(unfolded(twoFiles, both)['root/middle'], 5);
  assert.equal(unfolded(twoFiles, ranges)['root/middle/leaf'], 6);
});

test('a script whose functions are not known stays as V8 recorded it', () => {
  const nodes: DrawnNode[] = [
    { name: 'root', parent: 0, samples: 0 },
    { name: 'middle', parent: 1, samples: 5, ticks: { 2: 5 } },
    { name: 'leaf', parent: 2, samples: 1 },
  ];
  assert.deepEqual(unfolded(nodes, {}), { 'root/middle': 5, 'root/middle/leaf': 1 });
});

test('functions are found in scripts, modules, TypeScript and JSX, outer ones first', () => {
  assert.deepEqual(
    functionsOf(
      'class A {\n  run = (x: number): number => {\n    return x;\n  };\n  get size() { return 1; }\n}',
      '.ts',
    ).map(({ startLine, endLine }) => [startLine, endLine]),
    [
      [2, 4],
      [5, 5],
    ],
  );
  assert.equal(functionsOf('return function () { return () => 1; };', '.cjs').length, 2);
  assert.equal(functionsOf('export const View = () => <p>{[].map((x) => x)}</p>;', '.js').length, 2);
  assert.throws(() => functionsOf('function (', '.js'), SyntaxError);
});
