import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exitOf } from '../../../src/profiler/launch/exitReason.ts';
import { LiveNumbers } from '../../../src/profiler/launch/liveNumbers.ts';
import { withPreload } from '../../../src/profiler/launch/nodeOptions.ts';
import { descendantsOf, parseProcStat } from '../../../src/profiler/launch/processTree.ts';

test('paths of any spelling reach Node through NODE_OPTIONS, in front of what the user has there', () => {
  const cases: [path: string, existing: string | undefined, expected: string][] = [
    ['/a/agent.cjs', undefined, '--require "/a/agent.cjs"'],
    ['/a b/agent.cjs', '', '--require "/a b/agent.cjs"'],
    ['C:\\a b\\agent.cjs', undefined, '--require "C:\\\\a b\\\\agent.cjs"'],
    ['/a"b/agent.cjs', undefined, '--require "/a\\"b/agent.cjs"'],
    ['/a/agent.cjs', '--max-old-space-size=99', '--require "/a/agent.cjs" --max-old-space-size=99'],
  ];
  for (const [path, existing, expected] of cases) assert.equal(withPreload(existing, path), expected);
});

test('how a program ended follows from its status and from who ended it', () => {
  assert.equal(exitOf(0, null, 'itself').reason, 'exited');
  assert.equal(exitOf(3, null, 'itself').reason, 'exited');
  assert.equal(exitOf(null, 'SIGSEGV', 'itself').reason, 'crashed');
  assert.equal(exitOf(null, 'SIGABRT', 'itself').reason, 'crashed');
  assert.equal(exitOf(null, 'SIGKILL', 'itself').reason, 'killed');
  assert.equal(exitOf(null, 'SIGTERM', 'us').reason, 'stopped');
  assert.equal(exitOf(0, null, 'us').reason, 'stopped');
  assert.equal(exitOf(null, 'SIGINT', 'terminal').reason, 'stopped');
  assert.equal(exitOf(0, null, 'terminal').reason, 'exited');
  assert.equal(exitOf(null, 'SIGSEGV', 'terminal').reason, 'crashed');
});

test('live numbers are summed over processes; an ended one leaves only its samples', () => {
  const live = new LiveNumbers();
  const message = (pid: number, t: number, cpuMicros: number, samples: number) =>
    ({ type: 'live', pid, t, cpuMicros, samples, heapUsedBytes: 10, rssBytes: 100, threads: 2 }) as const;
  live.update(message(1, 0, 0, 5));
  assert.deepEqual(live.sum(), { cpuCores: 0, heapUsedBytes: 10, rssBytes: 100, samples: 5, threads: 2 });
  live.update(message(1, 1_000_000, 500_000, 10));
  live.update(message(2, 1_000_000, 0, 1));
  live.update(message(2, 2_000_000, 1_000_000, 7));
  assert.deepEqual(live.sum(), { cpuCores: 1.5, heapUsedBytes: 20, rssBytes: 200, samples: 17, threads: 4 });
  live.ended(2);
  assert.deepEqual(live.sum(), { cpuCores: 0.5, heapUsedBytes: 10, rssBytes: 100, samples: 17, threads: 2 });
});

test('a process with its descendants, parents first, and nobody else', () => {
  const member = (pid: number, parentPid: number) => ({ pid, parentPid, born: '' });
  const all = [member(5, 4), member(4, 2), member(1, 0), member(3, 2), member(9, 1), member(2, 1)];
  assert.deepEqual(
    descendantsOf(2, all).map(({ pid }) => pid),
    [2, 4, 3, 5],
  );
  assert.deepEqual(descendantsOf(77, all), []);
});

test('/proc lines are read whatever the program is called, and zombies are no processes', () => {
  const line = (name: string, state: string) => `42 (${name}) ${state} 7 ${'0 '.repeat(17)}12345 0`;
  assert.deepEqual(parseProcStat(line('node', 'S')), { pid: 42, parentPid: 7, born: '12345' });
  assert.deepEqual(parseProcStat(line('a) R 1 (b', 'R')), { pid: 42, parentPid: 7, born: '12345' });
  assert.equal(parseProcStat(line('node', 'Z')), null);
  assert.equal(parseProcStat(''), null);
});
