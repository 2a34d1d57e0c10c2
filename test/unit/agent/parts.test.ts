import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstCheckpoint, isDue } from '../../../src/profiler/agent/checkpoints.ts';
import { lineStarts, positionAt } from '../../../src/profiler/agent/linePositions.ts';
import { carriesAgent } from '../../../src/profiler/agent/nodeChild.ts';
import { roleOf, type ThreadFacts } from '../../../src/profiler/agent/threadRoles.ts';
import { normalise } from '../../../src/profiler/agent/v8ProfilerFormat.ts';

test('checkpoints come early at first, then at a steady pace, and none is made up for', () => {
  const due: number[] = [];
  let plan = firstCheckpoint(0, 1000);
  for (let now = 0; now <= 4_000_000; now += 50_000) {
    const next = isDue(plan, now);
    if (next === null) continue;
    due.push(now / 1000);
    plan = next;
  }
  assert.deepEqual(due, [100, 250, 500, 1000, 2000, 3000, 4000]);
  const late = isDue(firstCheckpoint(0, 1000), 5_000_000);
  assert.equal(late?.nextAt, 6_000_000);
});

test('offsets become lines and columns with every line end that V8 knows', () => {
  const source = 'a\nb\r\nc\rd\u2028e\u2029f';
  const starts = lineStarts(source);
  const places = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => positionAt(starts, source.indexOf(letter)));
  assert.deepEqual(
    places.map(({ line, column }) => `${line}:${column}`),
    ['0:0', '1:0', '2:0', '3:0', '4:0', '5:0'],
  );
  assert.deepEqual(positionAt(lineStarts('abc'), 2), { line: 0, column: 2 });
});

test('threads are told apart by what is known of them', () => {
  const nobody: ThreadFacts = {
    name: 'node',
    isMain: false,
    isWatcher: false,
    isWorker: false,
    isNodeInternal: false,
    isEarly: false,
  };
  assert.equal(roleOf({ ...nobody, isMain: true }), 'main');
  assert.equal(roleOf({ ...nobody, isWorker: true }), 'worker');
  assert.equal(roleOf({ ...nobody, isWatcher: true }), 'profiler');
  assert.equal(roleOf({ ...nobody, name: 'v8:ProfEvntProc' }), 'profiler');
  assert.equal(roleOf({ ...nobody, name: 'libuv-worker' }), 'pool');
  assert.equal(roleOf({ ...nobody, name: 'V8Worker' }), 'v8');
  assert.equal(roleOf({ ...nobody, isEarly: true }), 'v8');
  assert.equal(roleOf({ ...nobody, name: 'addon' }), 'other');
});

test('only children that may run Node get the agent', () => {
  const path = ['PATH=/nowhere'];
  for (const file of [process.execPath, 'node', '/usr/bin/node', 'npm', 'npx.cmd', 'C:\\nodejs\\node.exe', '/bin/sh'])
    assert.equal(carriesAgent(file, path), true, file);
  for (const file of ['git', '/bin/ls', 'nodemailer', 'python3']) assert.equal(carriesAgent(file, path), false, file);
});

test('profiles of the addon get the standard’s lines, columns, ticks and urls', () => {
  const frame = {
    functionName: 'f',
    scriptId: 7 as unknown as string,
    url: '/app/x.js',
    lineNumber: 3,
    columnNumber: 12,
  };
  const { nodes } = normalise(
    {
      nodes: [
        { id: 1, callFrame: { ...frame, lineTicks: [{ line: 4, hitCount: 9 }] } },
        { id: 2, callFrame: { ...frame, url: 'node:fs', lineNumber: 0, columnNumber: 0 } },
      ],
      startTime: 0,
      endTime: 1,
    },
    (file) => `file://${file}`,
  );
  assert.deepEqual(nodes[0], {
    id: 1,
    callFrame: { functionName: 'f', scriptId: '7', url: 'file:///app/x.js', lineNumber: 2, columnNumber: 11 },
    positionTicks: [{ line: 4, ticks: 9 }],
  });
  assert.deepEqual(nodes[1]?.callFrame, {
    functionName: 'f',
    scriptId: '7',
    url: 'node:fs',
    lineNumber: -1,
    columnNumber: -1,
  });
});
