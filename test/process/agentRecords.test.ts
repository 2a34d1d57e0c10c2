/** What is recorded is right: shares, engines, counts, heap, TypeScript lines. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { CallCount } from '../../src/profiler/capture/format/capture.ts';
import type { HeapProfileNode } from '../../src/profiler/capture/format/profiles.ts';
import type { EngineName } from '../../src/profiler/report.ts';
import { nodePath, program, runProfiled, selfShare } from './agentHarness.ts';

const nodeVersion = execFileSync(nodePath, ['-p', 'process.versions.node'], { encoding: 'utf8' });
const nodeMajor = Number(nodeVersion.split('.')[0]);

for (const engine of ['inspector', 'v8-profiler-next'] as const satisfies readonly EngineName[])
  test(`the ${engine} engine finds the hot function at its place`, async (t) => {
    const { code, capture } = await runProfiled([program('agent-hot.cjs')], { options: { engine } });
    if (engine === 'v8-profiler-next' && code === 70) {
      const [folder] = readdirSync(path.join(capture.dir, 'raw'));
      const failed = capture.json(folder!, 'failed.json') as { code: string; message: string };
      assert.equal(failed.code, 'engineUnavailable');
      assert.match(failed.message, /v8-profiler-next could not be loaded by Node v/);
      t.skip('the addon has no binary for this Node');
      return;
    }
    assert.equal(code, 0);
    const windows = capture.windows(capture.main);
    // By construction 0.75; the start of Node takes its part from both functions alike.
    const hot = selfShare(windows, 'hotLoop');
    const warm = selfShare(windows, 'warmLoop');
    assert.ok(Math.abs(hot / (hot + warm) - 0.75) < 0.06, `hot ${hot}, warm ${warm}`);
    assert.ok(hot + warm > 0.6, `together ${hot + warm}`);
    const frame = windows.flatMap(({ nodes }) => nodes).find(({ callFrame }) => callFrame.functionName === 'hotLoop')!;
    assert.match(frame.callFrame.url, /^file:\/\/.*agent-hot\.cjs$/);
    assert.deepEqual([frame.callFrame.lineNumber, frame.callFrame.columnNumber], [1, 16]);
    const ticks = windows.flatMap(({ nodes }) => nodes).filter(({ callFrame }) => callFrame.functionName === 'hotLoop');
    const lines = new Set(ticks.flatMap(({ positionTicks = [] }) => positionTicks.map(({ line }) => line)));
    assert.ok(lines.has(4), `ticks in lines ${[...lines].join()}`);
  });

test('an engine that cannot be loaded stops the program before its first line', async () => {
  // A Node that refuses addons stands for one that the addon has no binary for.
  const { code, stdout, capture } = await runProfiled(['--no-addons', program('agent-ends.cjs'), 'end'], {
    options: { engine: 'v8-profiler-next' },
  });
  assert.deepEqual([code, stdout], [70, '']);
  const [folder] = readdirSync(path.join(capture.dir, 'raw'));
  assert.equal((capture.json(folder!, 'failed.json') as { code: string }).code, 'engineUnavailable');
});

test('calls are counted exactly', async () => {
  const { code, capture } = await runProfiled([program('agent-calls.cjs')], { mode: 'count-calls' });
  assert.equal(code, 0);
  const [folder] = readdirSync(path.join(capture.dir, 'raw'));
  const counts = capture.json(folder!, 'call-counts.json') as CallCount[];
  const ofProgram = counts.filter(({ url }) => url.endsWith('agent-calls.cjs'));
  const table = ofProgram.map(({ functionName, lineNumber, columnNumber, count }) => [
    functionName,
    lineNumber,
    columnNumber,
    count,
  ]);
  for (const row of [
    ['inner', 1, 0, 21],
    ['outer', 4, 0, 3],
    ['recursive', 9, 18, 11],
    ['method', 11, 2, 5],
    ['arrow', 17, 14, 13],
  ])
    assert.ok(
      table.some((found) => String(found) === String(row)),
      `${row.join()} in ${table.join(' | ')}`,
    );
  assert.ok(counts.every(({ url }) => url.startsWith('file:') && !url.includes('agent.cjs')));
});

const bytesBelow = (node: HeapProfileNode, name: string): number =>
  node.children.reduce(
    (sum, child) => sum + bytesBelow(child, name),
    node.callFrame.functionName === name ? node.selfSize : 0,
  );

for (const heapMode of ['live', 'allocated', 'off'] as const)
  test(`heap mode ${heapMode}`, async () => {
    const { code, capture } = await runProfiled([program('agent-allocates.cjs')], {
      options: { heapMode, heapIntervalBytes: 32768 },
    });
    assert.equal(code, 0);
    const last = capture.heaps(capture.main).at(-1);
    if (heapMode === 'off') return assert.equal(last, undefined);
    assert.ok(last && last.atMicros > 0);
    const kept = bytesBelow(last.head, 'keepObjects');
    const garbage = bytesBelow(last.head, 'makeGarbage');
    // 400,000 pairs of object and array are at least 56 bytes each; V8 may blame the caller of an inlined function.
    const all = kept + garbage + bytesBelow(last.head, '');
    assert.ok(all > 20e6, `${all} bytes`);
    const warnings = capture.events(capture.main, 'warning');
    if (heapMode === 'live') assert.ok(garbage < kept / 4, `garbage ${garbage}, kept ${kept}`);
    else if (nodeMajor >= 20) assert.ok(all > 100e6, `${all} bytes allocated`);
    else assert.match(warnings[0]!.text, /live objects only/);
  });

test('the heap is read once it may cost that, and at the end', async () => {
  // A heap of some MB is read in 10 ms, a hundredth of the first second: one reading falls into three of them.
  const { capture } = await runProfiled(['-e', 'setTimeout(() => {}, 3000)'], { options: { heapMode: 'live' } });
  const [first, ...later] = capture.heaps(capture.main);
  assert.ok(first && later.length > 0);
  assert.ok(first.atMicros < later.at(-1)!.atMicros);
});

test(
  'TypeScript through type stripping keeps its lines',
  { skip: nodeMajor < 22 && `${nodePath} strips no types` },
  async () => {
    const { code, capture } = await runProfiled(['--no-warnings', program('agent-typescript.ts')]);
    assert.equal(code, 0);
    const frame = capture
      .windows(capture.main)
      .flatMap(({ nodes }) => nodes)
      .find(({ callFrame }) => callFrame.functionName === 'typedLoop')!;
    assert.match(frame.callFrame.url, /agent-typescript\.ts$/);
    assert.equal(frame.callFrame.lineNumber, 2);
    const scripts = capture.events(capture.main, 'scripts').flatMap((record) => record.scripts);
    assert.ok(scripts.some(({ url }) => url.endsWith('agent-typescript.ts')));
  },
);
