/** Times in the viewer's tables against a naive computation, on what Node wrote and on public files of other projects. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { groupFrames, tabulate, weigh, type ThreadProfile } from '../../../../../src/webview/viewer/model/index.ts';
import { readProfiles } from '../../../../../src/webview/viewer/read/readProfiles.ts';
import { naiveTimes } from './naiveTotals.ts';
import { fixtures } from './sameColumns.ts';

/** Largest difference that is none. */
const tolerated = 0.001;
const publicFolder = path.resolve(import.meta.dirname, '../../../../../../shared/profiles');
const missing = existsSync(publicFolder) ? false : `there is no ${publicFolder}`;
const publicBytes = (name: string) => new Uint8Array(readFileSync(path.join(publicFolder, name)));

/** Function → times; functions of one name and position are one. */
function tableOf(thread: ThreadProfile) {
  const groups = groupFrames(thread.tree.frames, 'function');
  const table = tabulate(thread.tree, weigh(thread, null), groups);
  return groups.groups.map(({ frame }, row) => {
    const { name, url, line, column } = thread.tree.frames[frame]!;
    const raw = name === '(anonymous)' || name === '(top level)' ? '' : name;
    return {
      key: [raw, url, (line ?? 0) - 1, (column ?? 0) - 1].join('|'),
      name,
      self: table.self[row]!,
      total: table.total[row]!,
      whole: table.whole,
    };
  });
}

function assertClose(found: number, expected: number, whole: number, what: string): void {
  assert.ok(Math.abs(found - expected) <= tolerated * whole, `${what}: ${found}, not ${expected}`);
}

function checkAgainstNaive(name: string, bytes: Uint8Array): void {
  const file = JSON.parse(new TextDecoder().decode(bytes)) as Parameters<typeof naiveTimes>[0];
  const naive = naiveTimes(file);
  const [thread] = readProfiles(bytes, name).threads;
  assert.equal(thread!.durationMicros, naive.duration);
  const rows = new Map(tableOf(thread!).map((row) => [row.key, row]));
  for (const [key, self] of naive.self) if (!key.startsWith('(root)')) assertSelf(rows.get(key)?.self ?? 0, self, key);
  for (const [key, total] of naive.total) assertClose(rows.get(key)?.total ?? 0, total, naive.duration, `total ${key}`);
  for (const row of rows.values()) assert.ok(row.total <= naive.duration, `${row.key} lasts longer than the profile`);
}

/** Self times are sums of whole samples: exact but for rounding. */
const assertSelf = (found: number, expected: number, key: string) =>
  assert.ok(Math.abs(found - expected) < 0.5, `self of ${key}: ${found}, not ${expected}`);

for (const { name, bytes } of fixtures('.cpuprofile'))
  test(`tables against a naive reader: ${name}`, () => checkAgainstNaive(name, bytes));

for (const name of missing ? [] : readdirSync(publicFolder).filter((file) => file.endsWith('.cpuprofile')))
  test(`tables against a naive reader: ${name}`, () => checkAgainstNaive(name, publicBytes(name)));

/** Self times as another reader found them; microseconds, or bytes of heap profiles. */
const found: readonly (readonly [file: string, thread: string, self: Record<string, number>, whole: number])[] = [
  ['speedscope-chrome65-simple.cpuprofile', '', { d: 35_257, '(anonymous)': 1_060 }, 47_892 - 11_575],
  [
    'speedscope-chrome65-sucrase.cpuprofile',
    '',
    { '(garbage collector)': 3_446_216, 'Object.keys.forEach': 3_353_811, processRegion: 1_516_920 },
    22_012_290,
  ],
  ['speedscope-node10-example-legacy.cpuprofile', '', { d: 33_202, '(anonymous)': 11_575 }, 44_777],
  ['speedscope-chrome66-worker.json', 'CrRendererMain', { banana: 50_635 }, 0],
  ['speedscope-chrome66-worker.json', 'DedicatedWorker thread', { gamma: 22_197 }, 0],
  [
    '0x-samples-cpu-prof.cpuprofile',
    '',
    { writev: 4_166_236, '(idle)': 4_164_766, '(program)': 1_234_974, '(garbage collector)': 978_926 },
    24_579_943,
  ],
  ['0x-samples.cpuprofile', '', { writeUtf8String: 6_585_287, '(idle)': 3_984_558 }, 0],
  ['speedscope-node10-Heap-20181003T105432.heapprofile', '', { pmessageHandler: 164_072, cloneArray: 65_568 }, 525_704],
  ['speedscope-chrome69-Heap-20181005T144546.heapprofile', '', { '(V8 API)': 1_894_920 }, 10_030_888],
];
for (const [file, name, self, whole] of found) {
  test(`public profile in the viewer: ${file} ${name}`, { skip: missing }, () => {
    const thread = readProfiles(publicBytes(file), file).threads.find((candidate) => candidate.name === name)!;
    const rows = tableOf(thread);
    for (const [wanted, expected] of Object.entries(self)) {
      // Two functions may share a name: the one that weighs most is meant.
      const largest = Math.max(...rows.filter((row) => row.name === wanted).map((row) => row.self));
      assert.equal(Math.round(largest), expected, `self of ${wanted}`);
    }
    if (whole > 0) assertClose(rows[0]!.whole, whole, whole, 'sum');
  });
}

test('recursion counts once, and what collections took inside a call is part of it', { skip: missing }, () => {
  const file = 'speedscope-chrome65-sucrase.cpuprofile';
  const rows = tableOf(readProfiles(publicBytes(file), file).threads[0]!);
  const totalOf = (name: string) => Math.max(...rows.filter((row) => row.name === name).map(({ total }) => total));
  assert.equal(Math.round(totalOf('Object.keys.forEach')), 4_019_047);
  assert.equal(Math.round(totalOf('processRegion')), 6_295_747);
});
