/** Lines of all functions of a profile, for the editor. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ThreadProfile } from '../../../../../src/webview/viewer/model/index.ts';
import { heatOfFunctions } from '../../../../../src/webview/viewer/page/heatOfFunctions.ts';

/** Two call paths to one function, and one to another; 10 ms, and as much idle. */
function profileOf(ticks: [node: number, line: number, count: number][], unit: 'micros' | 'bytes' = 'micros') {
  const frame = (name: string, url: string, line: number | null) => {
    return { name, url, line, column: 1, role: 'call', category: 'user', packageName: null } as const;
  };
  return {
    unit,
    tree: {
      frames: [
        frame('work', 'file:///a.js', 5),
        frame('now', '', null),
        { ...frame('(idle)', '', null), role: 'idle' },
      ],
      frameOfNode: Int32Array.of(0, 0, 1, 2),
    },
    selfOfNode: Float64Array.of(4000, 1000, 5000, 10_000),
    ticks: {
      nodeOfTick: Int32Array.from(ticks, ([node]) => node),
      lineOfTick: Int32Array.from(ticks, ([, line]) => line),
      countOfTick: Float64Array.from(ticks, ([, , count]) => count),
    },
  } as unknown as ThreadProfile;
}

test('time of a function is shared among its lines by ticks, over all call paths', () => {
  const profile = profileOf([
    [0, 6, 3],
    [0, 7, 1],
    [1, 6, 1],
  ]);
  assert.deepEqual(heatOfFunctions(profile), [
    {
      ...{ script: 'file:///a.js', name: 'work', line: 5 },
      lines: [
        { line: 6, weight: 4000, share: 0.4 },
        { line: 7, weight: 1000, share: 0.1 },
      ],
    },
  ]);
});

test('lines before the function, functions without a file and unknown nodes are left out', () => {
  const profile = profileOf([
    [0, 4, 1],
    [2, 1, 1],
    [-1, 6, 1],
  ]);
  assert.deepEqual(heatOfFunctions(profile), []);
});

test('a heap profile knows no lines', () => {
  assert.deepEqual(heatOfFunctions(profileOf([[0, 6, 1]], 'bytes')), []);
});
