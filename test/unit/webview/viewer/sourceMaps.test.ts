/** A profile of compiled code gets the names, files and lines that were written, as far as maps tell. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mapPositions } from '../../../../src/profiler/analysis/mapPositions.ts';
import { openSourceMaps } from '../../../../src/profiler/analysis/sourceMaps.ts';
import { frameLocation } from '../../../../src/webview/flame/frameLocation.ts';
import { linesOfFunction, weigh, type ThreadProfile } from '../../../../src/webview/viewer/model/index.ts';
import { askedPositions } from '../../../../src/webview/viewer/sourceMaps/askedPositions.ts';
import { mapProfile } from '../../../../src/webview/viewer/sourceMaps/mapProfile.ts';
import { drawnProfile } from './drawnTree.ts';

/**
 * What ran: `work` begins on line 2, its lines 3 and 4 are both line 12 of work.ts, line 5 has code of two files; `dep` was
 * written in a package; line 20, where `unmapped` begins, is not in the map.
 */
const map = {
  version: 3,
  names: ['inner'],
  sources: ['file:///app/src/work.ts', 'file:///app/node_modules/dep/index.ts'],
  mappings: [
    [],
    [[0, 0, 9, 0]],
    [[0, 0, 11, 2]],
    [[0, 0, 11, 8]],
    [
      [0, 0, 12, 0],
      [9, 1, 40, 0],
    ],
    [[0, 0, 13, 0]],
    [],
    [[0, 1, 4, 0]],
    [[0, 0, 20, 4, 0]],
  ],
};

function recorded(): ThreadProfile {
  const profile = drawnProfile(`
    (root)
      work [main.js:2] 60
        dep [main.js:8] 5
        nameless [main.js:9] 4
        unmapped [main.js:20] 3
        other [plain.js:7] 2
        read [node:fs:30] 1
  `);
  const node = profile.tree.frames.findIndex(({ name }) => name === 'work');
  const ticks = [
    [3, 10],
    [4, 20],
    [5, 5],
    [6, 25],
  ] as const;
  const frames = profile.tree.frames.map((frame) =>
    frame.name === 'nameless' ? { ...frame, name: '(anonymous)' } : frame,
  );
  return {
    ...profile,
    tree: { ...profile.tree, frames },
    ticks: {
      nodeOfTick: Int32Array.from(ticks, () => node),
      lineOfTick: Int32Array.from(ticks, ([line]) => line),
      countOfTick: Float64Array.from(ticks, ([, count]) => count),
    },
  };
}

function mapped(): ThreadProfile {
  const profile = recorded();
  const asked = askedPositions(profile);
  return mapProfile(profile, asked, mapPositions(openSourceMaps({ 'file:///app/main.js': map }), asked));
}
const frameOf = ({ tree }: ThreadProfile, name: string) => tree.frames.find((frame) => frame.name === name);

test('the hottest script is asked for first, each position once, and Node itself never', () => {
  assert.deepEqual(askedPositions(recorded()), [
    { script: 'file:///app/main.js', positions: [2, 1, 8, 1, 9, 1, 20, 1], lines: [3, 4, 5, 6] },
    { script: 'file:///app/plain.js', positions: [7, 1], lines: [] },
  ]);
});

test('functions stand in the file that was written, with the package that it belongs to', () => {
  const profile = mapped();
  const work = frameOf(profile, 'work');
  assert.ok(work);
  assert.deepEqual(frameLocation(work, []), { file: '/app/src/work.ts', line: 10, column: 1 });
  assert.deepEqual(work.compiled, { url: 'file:///app/main.js', line: 2, column: 1 });
  assert.equal(work.category, 'user');
  assert.equal(frameOf(profile, 'dep')?.packageName, 'dep');
  assert.equal(frameOf(profile, 'inner')?.line, 21, 'named by the map, because V8 had no name');
});

test('what no map knows stays as it ran', () => {
  const profile = mapped();
  for (const name of ['unmapped', 'other', 'read']) {
    assert.deepEqual(frameOf(profile, name), frameOf(recorded(), name));
    assert.equal(frameOf(profile, name)?.compiled, undefined);
  }
  const untouched = recorded();
  assert.equal(mapProfile(untouched, askedPositions(untouched), []), untouched);
});

test('lines that were written as one are one, and a line of several places is nobody’s', () => {
  const profile = mapped();
  const frame = profile.tree.frames.findIndex(({ name }) => name === 'work');
  const { lines, elsewhere } = linesOfFunction(profile.tree, profile.ticks, weigh(profile, null), frame);
  assert.deepEqual(lines, [
    { line: 12, ticks: 30, weight: 30 },
    { line: 14, ticks: 25, weight: 25 },
  ]);
  assert.deepEqual(elsewhere, { ticks: 5, weight: 5 });
});
