import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../src/profiler/analysis/index.ts';
import { judgeLeak } from '../../../src/profiler/analysis/memory/leak.ts';
import { thinOut } from '../../../src/profiler/analysis/memory/timeline.ts';
import type { HeapProfile, HeapProfileNode } from '../../../src/profiler/capture/format/profiles.ts';
import type { HeapMode, MemoryPoint } from '../../../src/profiler/report.ts';
import { drawCapture } from './drawnCapture.ts';

let nextId = 1;
const site = (
  functionName: string,
  selfSize: number,
  children: HeapProfileNode[] = [],
  url = 'file:///app/main.js',
): HeapProfileNode => ({
  callFrame: {
    functionName,
    scriptId: '7',
    url,
    lineNumber: url === '' ? -1 : functionName.charCodeAt(0),
    columnNumber: url === '' ? -1 : 0,
  },
  selfSize,
  id: nextId++,
  children,
});
const heap = (...children: HeapProfileNode[]): HeapProfile => ({ head: site('(root)', 0, children, '') });

/** Small, so that drawn sizes are many samples' worth. */
const heapIntervalBytes = 1000;

function memoryOf(heapMode: HeapMode, ...profiles: HeapProfile[]) {
  const heapProfiles = profiles.map((profile, at) => ({ atMicros: 1_000_000 + at * 1000, profile }));
  const capture = drawCapture({ threads: [{ drawing: 'aaaaaaaaaa', times: 10, heapProfiles }] });
  Object.assign(capture.manifest.requested, { heapMode, heapIntervalBytes });
  return analyse(capture).memory;
}
const rows = (growth: ReturnType<typeof memoryOf>['growth']) =>
  growth.map(({ name, beforeBytes, afterBytes, deltaBytes }) => `${name} ${beforeBytes} ${afterBytes} ${deltaBytes}`);

test('growth compares the first with the last checkpoint; functions on one side only stay', () => {
  const first = heap(site('a', 10_000), site('b', 50_000, [site('a', 5_000)]));
  const middle = heap(site('a', 60_000));
  const last = heap(site('a', 20_000), site('c', 8_000));
  assert.deepEqual(rows(memoryOf('live', first, middle, last).growth), [
    'b 50000 0 -50000',
    'c 0 8000 8000',
    'a 15000 20000 5000',
  ]);
});

test('a difference of less than four samples is none, up or down', () => {
  const first = heap(site('a', 50_000), site('b', 9_000));
  const last = heap(site('a', 53_999), site('b', 5_001), site('c', 3_000), site('d', 4_000));
  assert.deepEqual(rows(memoryOf('live', first, last).growth), ['d 0 4000 4000']);
});

test('what was dropped before the end is compared at its fullest, and the moment is told', () => {
  const first = heap(site('a', 10_000));
  const full = heap(site('a', 10_000), site('b', 90_000));
  const dropped = memoryOf('live', first, heap(site('b', 50_000)), full, heap(site('a', 2_000)));
  assert.deepEqual(rows(dropped.growth), ['b 0 90000 90000']);
  assert.equal(dropped.growthUntilMs, 2);
  const kept = memoryOf('live', first, full, heap(site('a', 10_000), site('b', 60_000)));
  assert.deepEqual(rows(kept.growth), ['b 0 60000 60000']);
  assert.equal(kept.growthUntilMs, undefined);
});

test('what the profiler allocates, itself or through Node, is left out', () => {
  const agent = 'file:///opt/tool/dist/agent.cjs';
  const profile = heap(
    site('start', 90_000, [site('post', 50_000, [], 'node:inspector'), site('a', 10_000)], agent),
    site('b', 5_000),
  );
  assert.deepEqual(rows(memoryOf('live', profile).growth), ['a 0 10000 10000', 'b 0 5000 5000']);
});

test('with one checkpoint everything has grown from nothing', () => {
  assert.deepEqual(rows(memoryOf('live', heap(site('a', 10_000))).growth), ['a 0 10000 10000']);
});

test('sampled allocations are counted where the file lists them', () => {
  const node = site('a', 10_000);
  const profile = {
    ...heap(node),
    samples: [1, 2, 3].map((ordinal) => ({ size: 3000, nodeId: node.id ?? 0, ordinal })),
  };
  assert.equal(memoryOf('live', profile).growth[0]?.deltaCount, 3);
});

test('total allocation is listed as such and not as growth', () => {
  const { growth, allocation } = memoryOf('allocated', heap(site('a', 10_000)), heap(site('a', 70_000)));
  assert.deepEqual(growth, []);
  assert.deepEqual(
    allocation.map(({ name, totalBytes }) => [name, totalBytes]),
    [['a', 70_000]],
  );
});

test('a missing url is found again in the CPU profile of the thread', () => {
  assert.deepEqual(memoryOf('live', heap(site('a', 10_000, [], ''))).growth[0]?.location?.file, '/app/main.js');
});

const point = (atMs: number, heapUsed: number, more: Partial<MemoryPoint> = {}): MemoryPoint => ({
  atMs,
  heapUsed,
  external: 0,
  arrayBuffers: 0,
  rss: 0,
  ...more,
});

test('thinning keeps every peak', () => {
  const points = Array.from({ length: 50_000 }, (_, at) =>
    point(at, at === 31_234 ? 999 : at % 7, { rss: at === 17 ? 888 : 1, external: at === 49_999 ? 777 : 2 }),
  );
  const thin = thinOut(points);
  assert.ok(thin.length <= 2000, `${thin.length} points`);
  assert.equal(Math.max(...thin.map(({ heapUsed }) => heapUsed)), 999);
  assert.equal(Math.max(...thin.map(({ rss }) => rss)), 888);
  assert.equal(Math.max(...thin.map(({ external }) => external)), 777);
  assert.ok(thin.every(({ atMs }, at) => at === 0 || atMs > (thin[at - 1] as MemoryPoint).atMs));
});

/** Saw-tooth of collections every 600 ms, with seeded noise, over a floor that may rise; bytes at a moment. */
function sawTooth(floor: (seconds: number) => number, seconds: number): MemoryPoint[] {
  let state = 7;
  const noise = () => ((state = (state * 1103515245 + 12345) & 0x7fffffff) % 1000) / 1000;
  return Array.from({ length: seconds * 10 }, (_, at) =>
    point(at * 100, floor(at / 10) + ((at % 6) / 6) * 20e6 + noise() * 0.3e6),
  );
}

const leaks: readonly (readonly [name: string, points: MemoryPoint[], suspected: boolean | null])[] = [
  ['a rising floor', sawTooth((s) => 10e6 + s * 1e6, 20), true],
  ['a level floor', sawTooth(() => 10e6, 20), false],
  ['a cache that fills and stays', sawTooth((s) => 10e6 + Math.min(s, 3) * 10e6, 20), false],
  ['a falling floor', sawTooth((s) => 60e6 - s * 1e6, 20), false],
  ['buffers outside the heap', sawTooth(() => 10e6, 20).map((p) => ({ ...p, external: p.atMs * 2000 })), true],
  ['too short to say', sawTooth((s) => 10e6 + s * 1e6, 3), null],
  ['nothing recorded', [], null],
];
for (const [name, points, suspected] of leaks) {
  test(`leak: ${name}`, () => assert.equal(judgeLeak(points)?.suspected ?? null, suspected));
}

test('the rate of a leak is that of its floor', () => {
  const rate = judgeLeak(sawTooth((s) => 10e6 + s * 1e6, 20))?.bytesPerSecond ?? 0;
  assert.ok(Math.abs(rate - 1e6) < 0.1e6, `${rate}`);
});
