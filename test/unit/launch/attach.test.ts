/** The pure parts of attaching: what was named, what a process says about itself from outside. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HeapPlan } from '../../../src/profiler/launch/attach/heapCheckpoints.ts';
import { argumentsOfNode, inspectorOptions } from '../../../src/profiler/launch/attach/nodeOptionsOf.ts';
import { listeningPorts, parseProcessTimes, signalAction } from '../../../src/profiler/launch/attach/procFiles.ts';
import { addressText, parseTarget } from '../../../src/profiler/launch/attach/target.ts';
import { rolesOf } from '../../../src/profiler/launch/attach/threadRoles.ts';

test('a number is a process, host and port are an address', () => {
  assert.deepEqual(parseTarget(' 4711 '), { kind: 'process', pid: 4711 });
  for (const [text, host, port] of [
    ['127.0.0.1:9229', '127.0.0.1', 9229],
    ['app.example:80', 'app.example', 80],
    ['[::1]:9230', '::1', 9230],
    ['ws://127.0.0.1:9229/0f2c936f-b1cd-4ac9-aab3-f63b0f33d55e', '127.0.0.1', 9229],
  ] as const) {
    const target = parseTarget(text);
    assert.deepEqual(target, { kind: 'address', address: { host, port } });
  }
  assert.equal(addressText({ host: '::1', port: 9230 }), '[::1]:9230');
});

test('what is neither is refused with an example', () => {
  for (const text of ['', '0', '-3', 'server.js', 'host:', ':9229', 'host:0', 'host:99999', '1.5', '12345678901'])
    assert.throws(() => parseTarget(text), /127\.0\.0\.1:9229/, text);
});

test('the options of a process say where its inspector is', () => {
  const portOf = (...words: string[]) => inspectorOptions(words).port;
  assert.equal(portOf(), 9229);
  assert.equal(portOf('--inspect'), 9229);
  assert.equal(portOf('--inspect=9300'), 9300);
  assert.equal(portOf('--inspect=0.0.0.0:9301'), 9301);
  assert.equal(portOf('--inspect_port=9302'), 9302);
  assert.equal(portOf('--inspect-port', '9303'), 9303);
  assert.equal(portOf('--inspect-port=0'), 9229);
  assert.equal(inspectorOptions(['--disable-sigusr1']).signalDisabled, true);
  assert.equal(inspectorOptions(['--inspect']).signalDisabled, false);
});

test('arguments of the program are not Node’s', () => {
  assert.deepEqual(argumentsOfNode(['node', '--inspect=1', 'a.js', '--inspect=2']), ['--inspect=1']);
  assert.deepEqual(argumentsOfNode(['node', '--interactive']), ['--interactive']);
});

test('the masks of a process tell what a signal does to it', () => {
  const status = 'Name:\tnode\nSigIgn:\t0000000000001000\nSigCgt:\t0000000100004602\n';
  assert.equal(signalAction(status, 10), 'caught');
  assert.equal(signalAction(status, 13), 'ignored');
  assert.equal(signalAction(status, 12), 'default');
  assert.equal(signalAction('', 10), 'default');
});

test('only listening sockets of the process count as its ports', () => {
  const table = [
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
    '   0: 0100007F:240D 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 111 1 0000',
    '   1: 0100007F:240E 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 222 1 0000',
    '   2: 0100007F:240F 0100007F:1234 01 00000000:00000000 00:00000000 00000000  1000        0 333 1 0000',
  ].join('\n');
  assert.deepEqual(listeningPorts(table, new Set(['111', '333'])), [9229]);
});

test('the clocks of a process are found behind a name with blanks and parentheses', () => {
  const stat = `7 (a) b (c) S 1 7 7 0 -1 4194304 100 0 0 0 ${'3 4 5 6'} 20 0 11 0 1251923 0`;
  assert.deepEqual(parseProcessTimes(stat), { userMicros: 30_000, systemMicros: 40_000, reapedMicros: 110_000 });
});

const thread = (id: number, name: string, born = id) => ({ id, name, born });
const known = { mainId: 1, workerIds: new Set([20]), before: null };

test('threads with names say what they do', () => {
  const threads = [
    thread(1, 'MainThread'),
    thread(2, 'DelayedTaskSche'),
    thread(3, 'node-V8Worker'),
    thread(4, 'SignalInspector'),
    thread(20, 'WorkerThread'),
    thread(21, 'libuv-worker'),
    thread(22, 'InspectorIo'),
    thread(23, 'v8:ProfEvntProc'),
    thread(24, 'addon'),
  ];
  const roles = rolesOf(threads, { ...known, nodeMajor: 24 });
  assert.deepEqual(
    threads.map(({ id }) => roles.get(id)),
    ['main', 'v8', 'v8', 'v8', 'worker', 'pool', 'profiler', 'profiler', 'other'],
  );
});

test('without names, the first threads are V8’s and what comes later is the pool or our inspector', () => {
  const engine = [2, 3, 4, 5, 6, 7].map((id) => thread(id, 'node'));
  // Kernel numbers start again at the bottom: age decides, not number.
  const reused = thread(1_000, 'node', 0);
  const threads = [thread(1, 'node', 0), ...engine, thread(20, 'node'), thread(21, 'node'), thread(30, 'node')];
  const before = new Set(threads.map(({ id }) => id).filter((id) => id !== 30));
  const roles = rolesOf(threads, { ...known, before, nodeMajor: 20 });
  assert.deepEqual(
    threads.map(({ id }) => roles.get(id)),
    ['main', 'v8', 'v8', 'v8', 'v8', 'v8', 'v8', 'worker', 'pool', 'profiler'],
  );
  const aged = rolesOf([...threads, reused], { ...known, before, nodeMajor: 20 });
  assert.equal(aged.get(1_000), 'v8');
  assert.equal(aged.get(7), 'pool');
});

test('a large heap is not read, a small one within its share of the time', () => {
  const small = new HeapPlan(0);
  const tenMegabytes = 10e6;
  assert.equal(small.isDue(500_000, tenMegabytes), false);
  assert.equal(small.isDue(3_000_000, tenMegabytes), true);
  assert.equal(small.allowsFinal(tenMegabytes), true);
  small.took(100_000, 3_000_000, tenMegabytes);
  assert.equal(small.isDue(10_000_000, tenMegabytes), false);
  assert.equal(small.isDue(21_000_000, tenMegabytes), true);
  const large = new HeapPlan(0);
  assert.equal(large.isDue(10_000_000, 1e9), false);
  assert.equal(large.allowsFinal(1e9), false);
});
