import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeWindows } from '../../../src/profiler/capture/format/mergeWindows.ts';
import type { CpuProfile, CpuProfileNode } from '../../../src/profiler/capture/format/profiles.ts';

/**
 * A window drawn as `start end | stack@time …`: a stack is one letter a frame, outermost first, `.` the root alone.
 * Ids are given in the order of appearance, as V8 does, so they differ from window to window.
 */
function window(drawing: string): CpuProfile {
  const [range = '', stacks = ''] = drawing.split('|');
  const [startTime = 0, endTime = 0] = range.trim().split(/\s+/).map(Number);
  const nodes: CpuProfileNode[] = [node(1, '(root)')];
  const idOf = new Map([['', 1]]);
  const samples: number[] = [];
  const timeDeltas: number[] = [];
  let before = startTime;
  for (const word of stacks.trim().split(/\s+/).filter(Boolean)) {
    const [stack = '', at = '0'] = word.split('@');
    const frames = stack === '.' ? [] : [...stack];
    frames.forEach((name, depth) => {
      const path = frames.slice(0, depth + 1).join('');
      if (idOf.has(path)) return;
      const id = nodes.length + 1;
      idOf.set(path, id);
      nodes.push(node(id, name));
      nodes[idOf.get(path.slice(0, -1))! - 1]!.children!.push(id);
    });
    const top = idOf.get(frames.join(''))!;
    nodes[top - 1]!.hitCount!++;
    samples.push(top);
    timeDeltas.push(Number(at) - before);
    before = Number(at);
  }
  return { nodes, startTime, endTime, samples, timeDeltas };
}

const node = (id: number, functionName: string): CpuProfileNode => ({
  id,
  callFrame: { functionName, scriptId: '7', url: 'file:///a.js', lineNumber: 0, columnNumber: 0 },
  hitCount: 0,
  children: [],
});

/** The merged profile in the same drawing, with the tree's ids resolved. */
function drawn(profile: CpuProfile): string {
  const parentOf = new Map<number, number>();
  for (const { id, children = [] } of profile.nodes) for (const child of children) parentOf.set(child, id);
  const nameOf = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame.functionName]));
  const stackOf = (id: number): string => {
    let stack = '';
    for (let at: number | undefined = id; at !== undefined && at !== 1; at = parentOf.get(at))
      stack = nameOf.get(at)! + stack;
    return stack || '.';
  };
  let at = profile.startTime;
  const samples = profile.samples!.map((id, index) => `${stackOf(id)}@${(at += profile.timeDeltas![index]!)}`);
  return [profile.startTime, profile.endTime, '|', ...samples].join(' ');
}

function checkMerge(windows: string[], expected: string): CpuProfile {
  const merged = mergeWindows(windows.map(window));
  assert.ok(merged);
  assert.equal(drawn(merged.profile), expected);
  return merged.profile;
}

test('one window stays what it is', () => {
  checkMerge(['100 1000 | a@200 ab@300 ab@400 c@900'], '100 1000 | a@200 ab@300 ab@400 c@900');
});

test('samples of the overlap are taken once, and the tree is one', () => {
  const profile = checkMerge(
    ['0 1000 | a@100 ab@900', '950 2000 | c@960 ab@1100 a@1900'],
    '0 2000 | a@100 ab@900 ab@1100 a@1900',
  );
  assert.deepEqual(
    profile.nodes.map(({ id, callFrame, hitCount }) => [id, callFrame.functionName, hitCount]),
    [
      [1, '(root)', 0],
      [2, 'a', 2],
      [3, 'b', 2],
      [4, 'c', 0], // Its only sample lay in the overlap.
    ],
  );
});

test('deltas lead from sample to sample across the seam, and never back', () => {
  const { timeDeltas, startTime, endTime } = checkMerge(
    ['0 1000 | a@10 a@990', '995 2000 | a@997 a@1500', '1990 3000 | a@1995 a@2500'],
    '0 3000 | a@10 a@990 a@1500 a@2500',
  );
  assert.deepEqual(timeDeltas, [10, 980, 510, 1000]);
  assert.equal(timeDeltas!.reduce((sum, delta) => sum + delta, 0) + (endTime - 2500), endTime - startTime);
});

test('samples that V8 noted late are put in order', () => {
  checkMerge(['0 1000 | a@500 b@400 c@600'], '0 1000 | b@400 a@500 c@600');
});

test('the same function below another caller stays apart, and recursion deepens', () => {
  const profile = checkMerge(['0 10 | ab@1 b@2', '10 20 | b@11 aa@12 ab@13'], '0 20 | ab@1 b@2 b@11 aa@12 ab@13');
  assert.equal(profile.nodes.length, 5);
});

test('frames differ by script, url, line and column', () => {
  const one = window('0 10 | a@1');
  const other = window('10 20 | a@11');
  other.nodes[1]!.callFrame = { ...other.nodes[1]!.callFrame, columnNumber: 4 };
  const merged = mergeWindows([one, other]);
  assert.equal(merged?.profile.nodes.length, 3);
});

test('ticks of a line are summed, also within one node', () => {
  const one = window('0 10 | a@1');
  const other = window('10 20 | a@11');
  one.nodes[1]!.positionTicks = [
    { line: 9, ticks: 1 },
    { line: 3, ticks: 2 },
    { line: 3, ticks: 5 },
  ];
  other.nodes[1]!.positionTicks = [{ line: 3, ticks: 10 }];
  assert.deepEqual(mergeWindows([one, other])?.profile.nodes[1]?.positionTicks, [
    { line: 3, ticks: 17 },
    { line: 9, ticks: 1 },
  ]);
});

test('a lost window leaves a gap that no function is charged with', () => {
  const merged = mergeWindows(['0 1000 | a@900', '2000000 2001000 | b@2000500'].map(window));
  assert.deepEqual(merged?.gaps, [{ fromMicros: 1000, toMicros: 2_000_000 }]);
  assert.equal(drawn(merged.profile), '0 2001000 | a@900 .@1000 b@2000500');
});

test('parents are found by either kind of link, in any order, and unknown ids are left out', () => {
  const profile = window('0 10 | ab@1 ab@2');
  const [root, a, b] = profile.nodes as [CpuProfileNode, CpuProfileNode, CpuProfileNode];
  delete root.children;
  delete a.children;
  profile.nodes = [{ ...b, parent: a.id }, root, { ...a, parent: root.id }];
  profile.samples!.push(99);
  profile.timeDeltas!.push(1);
  assert.equal(drawn(mergeWindows([profile])!.profile), '0 10 | ab@1 ab@2');
});

test('stacks of any depth, without recursion', () => {
  const depth = 30_000;
  const nodes = Array.from({ length: depth }, (_, index) => ({
    ...node(index + 1, `f${index}`),
    children: index + 1 < depth ? [index + 2] : [],
  }));
  const profile: CpuProfile = { nodes, startTime: 0, endTime: 10, samples: [depth], timeDeltas: [5] };
  assert.equal(mergeWindows([profile, { ...profile, startTime: 10, endTime: 20 }])?.profile.nodes.length, depth);
});

test('no windows are no profile; a window without samples keeps its time', () => {
  assert.equal(mergeWindows([]), null);
  checkMerge(['0 1000 |', '1000 2000 | a@1500'], '0 2000 | a@1500');
});

test('the merged totals are those of a naive merge over random windows', () => {
  let seed = 42;
  const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  const windows: string[] = [];
  const expected: [number, string][] = [];
  let end = 0;
  for (let index = 0; index < 40; index++) {
    const start = Math.max(0, end - 100);
    const samples: [number, string][] = [];
    let at = start;
    while ((at += 1 + Math.floor(random() * 90)) < start + 1000) {
      const stack = Array.from({ length: 1 + Math.floor(random() * 5) }, () => 'abcd'[Math.floor(random() * 4)]).join(
        '',
      );
      samples.push([at, stack]);
      if (at > end || index === 0) expected.push([at, stack]);
    }
    end = start + 1000;
    windows.push(`${start} ${end} | ${samples.map(([time, stack]) => `${stack}@${time}`).join(' ')}`);
  }
  checkMerge(windows, [0, end, '|', ...expected.map(([time, stack]) => `${stack}@${time}`)].join(' '));
});
