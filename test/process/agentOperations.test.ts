/** Asynchronous operations as the agent tells them, from real programs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOperations } from '../../src/profiler/analysis/operations/readOperations.ts';
import type { OperationKind } from '../../src/profiler/capture/format/operations.ts';
import { keyOf, program, runPlain, runProfiled, type Capture } from './agentHarness.ts';
import { operationRows } from './operationRows.ts';

const totals = (capture: Capture) => capture.events(capture.main, 'op-totals').at(-1)?.started ?? {};

test('each kind of operation is told once, with the line that began it and the functions that await it', async () => {
  const { code, stderr, capture } = await runProfiled([program('operations-kinds.mjs')]);
  assert.deepEqual([code, stderr], [0, '']);
  const ended = operationRows(capture, capture.main).filter(({ isOpen }) => !isOpen);
  const expected: [OperationKind, number, RegExp, number][] = [
    ['fs', 1, /^stat@fs\/promises /, 0],
    ['timer', 1, /^setTimeout@timers\/promises /, 25_000],
    ['dns', 1, /^lookup@dns\/promises /, 0],
    ['crypto', 1, /^pbkdf2@/, 100],
    ['zlib', 1, /^gzip@zlib /, 100],
    ['http', 1, /^get@http /, 18_000],
    ['fetch', 1, /^fetch@undici /, 18_000],
    ['net', 1, /^write@(?:stream|net) /, 18_000],
    ['child-process', 1, /^spawn@child_process /, 500],
    ['worker', 1, /^postMessage@worker_threads /, 0],
  ];
  for (const [kind, least, leaf, shortest] of expected) {
    const rows = ended.filter((row) => row.kind === kind && / leaf@operations-kinds\.mjs:\d+ < /.test(row.path));
    const found = rows.filter((row) => leaf.test(row.path));
    assert.ok(
      found.length >= least,
      `${kind}: ${ended
        .filter((row) => row.kind === kind)
        .map((row) => row.path)
        .join(' | ')}`,
    );
    assert.match(found[0]!.path, /leaf@\S+ < (?:async )?mid@\S+ < (?:async )?top@\S+/);
    assert.ok(found[0]!.wait >= shortest && found[0]!.wait < 20_000_000, `${kind} waited ${found[0]!.wait}`);
  }
  const count = (kind: OperationKind) => ended.filter((row) => row.kind === kind).length;
  assert.deepEqual(
    [count('http'), count('fetch'), count('crypto'), count('child-process'), count('worker')],
    [2, 1, 1, 1, 1],
  );
  // A connection by hand and a query; none of the sockets of http and fetch.
  assert.equal(count('net'), 2);
  assert.equal(ended.find(({ kind, bytes }) => kind === 'net' && bytes > 0)?.bytes, 'query'.length);
  assert.ok(ended.every(({ weight }) => weight === 1));
});

test('a server tells its requests by route, and which operations belong to them', async () => {
  const { capture } = await runProfiled([program('operations-kinds.mjs')]);
  const records = capture.events(capture.main, 'requests');
  const names = records.flatMap(({ name }) => name);
  assert.deepEqual(names.sort(), ['GET /files/abc', 'GET /users/:id', 'GET /users/:id']);
  for (const { duration, status, busy } of records)
    duration.forEach((lasted, row) => {
      assert.ok(lasted >= 18_000, `lasted ${lasted}`);
      assert.equal(status[row], 200);
      assert.ok(busy[row]! > 0 && busy[row]! < lasted, `busy ${busy[row]}`);
    });
  const ids = new Set(records.flatMap(({ id }) => id));
  const timers = operationRows(capture, capture.main).filter(({ kind, request }) => kind === 'timer' && request >= 0);
  assert.deepEqual(new Set(timers.map(({ request }) => request)), ids);
  assert.ok(timers.every((row) => row.path.includes('operations-kinds.mjs:')));
});

test('routes that a framework announces name its requests', async () => {
  const { code, stderr, capture } = await runProfiled([program('announced-routes.mjs')]);
  assert.deepEqual([code, stderr], [0, '']);
  const names = capture.events(capture.main, 'requests').flatMap(({ name }) => name);
  assert.deepEqual(names.sort(), ['GET /health', 'GET /users/:name', 'GET /users/:name']);
});

test('under load some stand for all, and the rests between are filled: together they come near the exact count', async () => {
  const { code, capture } = await runProfiled([program('operations-load.mjs')]);
  assert.equal(code, 0);
  const rests = capture.events(capture.main, 'op-rests');
  assert.ok(rests.length > 0, 'the hook rested');
  for (const { window, start, end, times } of rests) assert.ok(window < start && start < end && times > 0);
  const events = [...capture.events(capture.main, 'paths'), ...capture.events(capture.main, 'ops'), ...rests];
  const operations = readOperations([{ events, endMicros: Infinity }]);
  const isOurs = (row: number) =>
    operations.kinds[operations.kind[row]!] === 'fs' &&
    operations.paths[operations.path[row]!]?.some(({ frame }) => frame.name === 'worker');
  const count = operations.weight.reduce((sum, weight, row) => (isOurs(row) ? sum + weight : sum), 0);
  assert.ok(count > 0.85 * 40_000 && count < 1.15 * 40_000, `${count} of 40000`);
  // About 16 at once, as there are workers, in the windows and in what stands for the rests.
  const waited = operations.start.reduce(
    (sum, start, row) => (isOurs(row) ? sum + operations.weight[row]! * (operations.end[row]! - start) : sum),
    0,
  );
  const lasted = Math.max(...operations.end) - operations.start[0]!;
  assert.ok(waited / lasted > 8 && waited / lasted < 40, `${waited / lasted} in flight`);
  const traced = capture.events(capture.main, 'ops').reduce((sum, { id }) => sum + id.length, 0);
  assert.ok(traced >= 300 && traced < 4000, `${traced} traced`);
});

test('waits in line and waits side by side can be told apart, and what never ends is told as open', async () => {
  const { code, capture } = await runProfiled([program('operations-open.cjs')]);
  assert.equal(code, 0);
  const rows = operationRows(capture, capture.main);
  const timers = (name: string) => rows.filter(({ path, isOpen }) => path.includes(name) && !isOpen);
  const overlapping = (spans: readonly { start: number; wait: number }[]) =>
    spans.some((one, at) =>
      spans.some(
        (other, index) => index > at && other.start < one.start + one.wait && one.start < other.start + other.wait,
      ),
    );
  const inLine = timers(' serial@');
  assert.deepEqual([inLine.length, overlapping(inLine), inLine[0]?.due], [4, false, 20_000]);
  const together = timers(' together@');
  assert.equal(together.length, 10);
  assert.ok(
    Math.max(...together.map(({ start }) => start)) < Math.min(...together.map(({ start, wait }) => start + wait)),
  );
  const hour = rows.filter(({ due }) => due === 3_600_000_000);
  assert.ok(hour.length > 0 && hour.every(({ isOpen, id }) => isOpen && id === hour[0]!.id));
  assert.equal(totals(capture).timer, 4 + 10 + 2, 'cleared and unreferenced timers are nobody’s wait');
});

test('measures are told, cleared ones too', async () => {
  const { capture } = await runProfiled([program('operations-open.cjs')]);
  const records = capture.events(capture.main, 'measures');
  assert.deepEqual(records.flatMap(({ name }) => name).sort(), ['kept', 'serial part']);
  const duration = records.flatMap((record) => record.duration)[
    records.flatMap(({ name }) => name).indexOf('serial part')
  ]!;
  assert.ok(duration >= 79_000, `lasted ${duration}`);
});

test('workers record their own', async () => {
  const source = "require('node:fs').stat('/', function called() {})";
  const { capture } = await runProfiled([
    '-e',
    `new (require('node:worker_threads').Worker)(${JSON.stringify(source)}, { eval: true })`,
  ]);
  const worker = capture.threads().find(({ kind }) => kind === 'worker')!;
  const rows = operationRows(capture, keyOf(worker));
  assert.deepEqual(
    rows.filter(({ kind }) => kind === 'fs').map(({ path }) => path.split(' < ')[0]),
    ['stat@fs'],
  );
});

test('without recording of operations nothing of them is written', async () => {
  const { capture } = await runProfiled([program('operations-open.cjs')], { options: { operations: false } });
  assert.deepEqual(operationRows(capture, capture.main), []);
});

for (const flags of [
  [],
  ['--disable-proto=delete'],
  ['--frozen-intrinsics', '--no-warnings'],
  ['--pending-deprecation'],
  ['--stack-trace-limit=0'],
  ['--enable-source-maps'],
])
  test(`a program that looks around sees no difference${flags.map((flag) => ` ${flag}`).join('')}`, async () => {
    const frozen = flags[0] === '--frozen-intrinsics';
    const args = [...flags, program(frozen ? 'operations-open.cjs' : 'operations-guards.cjs')];
    const plain = await runPlain(args);
    const { capture, ...profiled } = await runProfiled(args);
    assert.deepEqual(profiled, plain);
    assert.equal(plain.code, 0);
    assert.deepEqual(capture.events(capture.main, 'warning'), []);
    const timers = operationRows(capture, capture.main).filter(({ kind }) => kind === 'timer');
    assert.ok(timers.length > 0);
  });
