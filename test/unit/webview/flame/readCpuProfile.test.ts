import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CpuProfile } from '../../../../src/profiler/capture/format/profiles.ts';
import { buildFlameModel } from '../../../../src/webview/flame/flameModel.ts';
import { readCpuProfile } from '../../../../src/webview/flame/readCpuProfile.ts';

const callFrame = (functionName: string, url: string, lineNumber: number) => ({
  functionName,
  scriptId: url === '' ? '0' : '9',
  url,
  lineNumber,
  columnNumber: lineNumber < 0 ? -1 : 0,
});
const profile: CpuProfile = {
  nodes: [
    // Id 0 is valid, ids have gaps, and a node may come before its parent.
    { id: 0, callFrame: callFrame('(root)', '', -1), children: [7, 3] },
    { id: 5, callFrame: callFrame('inner', 'file:///app.js', 9) },
    { id: 3, callFrame: callFrame('(idle)', '', -1) },
    { id: 7, callFrame: callFrame('', 'file:///app.js', 0), children: [5] },
  ],
  startTime: 1000,
  endTime: 6000,
  samples: [7, 5, 3, 5],
  // The third sample is stamped before the second.
  timeDeltas: [500, 1500, -500, 2000],
};
const shown = (profile: CpuProfile | Uint8Array) => {
  const { intervals, frames } = buildFlameModel(readCpuProfile({ profile, functionRanges: {} }));
  return Array.from(
    intervals.frame,
    (frame, box) => `${frames[frame]?.name}:${frames[frame]?.line} ${intervals.start[box]}-${intervals.end[box]}`,
  );
};

test('bytes and object give the same boxes, in order of time', () => {
  const expected = ['(top level):1 500-1500', '(top level):1 2000-5000', 'inner:10 2000-5000'];
  assert.deepEqual(shown(profile), expected);
  assert.deepEqual(shown(new TextEncoder().encode(JSON.stringify(profile))), expected);
});

test('what is no profile is refused with a reason', () => {
  const bytes = (text: string) => ({ profile: new TextEncoder().encode(text), functionRanges: {} });
  assert.throws(() => readCpuProfile(bytes('{"nodes":[')), /not valid JSON/);
  assert.throws(() => readCpuProfile(bytes('{"head":{"selfSize":1}}')), /heap profile/);
});

test('our own work is drawn as the call that it interrupted', () => {
  const agent = 'file:///opt/profiler/dist/agent.cjs';
  const interrupted: CpuProfile = {
    nodes: [
      { id: 1, callFrame: callFrame('(root)', '', -1), children: [2] },
      { id: 2, callFrame: callFrame('busy', 'file:///app.js', 9), children: [3] },
      { id: 3, callFrame: callFrame('tick', agent, 5), children: [4] },
      { id: 4, callFrame: callFrame('writeSync', 'node:fs', 900) },
    ],
    startTime: 0,
    endTime: 4000,
    samples: [2, 3, 4, 2],
    timeDeltas: [0, 1000, 1000, 1000],
  };
  assert.deepEqual(shown(interrupted), ['busy:10 0-4000']);
});
