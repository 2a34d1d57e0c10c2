/** Real profiles of other tools, with what an independent reader finds in them. They do not ship with the project. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { openSourceMaps } from '../../../src/profiler/analysis/sourceMaps.ts';
import { describeThread } from '../../../src/profiler/analysis/threadRuns.ts';
import { measureFunctions } from '../../../src/profiler/analysis/threadTimes.ts';
import { readCpuProfiles } from '../../../src/profiler/capture/format/readCpuProfile.ts';

const folder = path.join(import.meta.dirname, '../../../../shared/profiles');

interface Expected {
  file: string;
  thread?: string;
  duration?: number;
  /** Name, or `name:line`; microseconds. */
  self?: Record<string, number>;
  total?: Record<string, number>;
}

const expectations: Expected[] = [
  { file: 'speedscope-chrome65-simple.cpuprofile', duration: 47_892, self: { d: 35_257, '(anonymous)': 1_060 } },
  {
    file: 'speedscope-chrome65-sucrase.cpuprofile',
    duration: 22_012_290,
    self: { '(garbage collector)': 3_446_216, 'Object.keys.forEach': 3_353_811, processRegion: 1_516_920 },
    total: { 'Object.keys.forEach': 4_019_047, processRegion: 6_295_747 },
  },
  { file: 'speedscope-node10-example-legacy.cpuprofile', self: { d: 33_202, '(anonymous)': 11_575 } },
  { file: 'speedscope-chrome66-worker.json', thread: 'CrRendererMain', self: { banana: 50_635 } },
  { file: 'speedscope-chrome66-worker.json', thread: 'DedicatedWorker thread', self: { gamma: 22_197 } },
  {
    file: '0x-samples-cpu-prof.cpuprofile',
    duration: 24_579_943,
    self: { writev: 4_166_236, '(idle)': 4_164_766, '(program)': 1_234_974, '(garbage collector)': 978_926 },
  },
  { file: '0x-samples.cpuprofile', self: { writeUtf8String: 6_585_287, '(idle)': 3_984_558 } },
];

for (const { file, thread = '', duration, self = {}, total = {} } of expectations) {
  const from = path.join(folder, file);
  const skip = existsSync(from) ? false : `there is no ${from}`;
  test(`public profile: ${file} ${thread}`, { skip }, () => {
    const profiles = readCpuProfiles(JSON.parse(readFileSync(from, 'utf8')));
    const { columns } = profiles.find(({ name }) => name === thread) as (typeof profiles)[number];
    if (duration !== undefined) assert.equal(columns.endMicros - columns.startMicros, duration);
    const described = describeThread(columns, openSourceMaps({}));
    const { functions } = measureFunctions(described, new Float64Array(columns.nodeOfSample.length));
    // Two functions may share a name: the one that weighs most is meant.
    const largest = (name: string, field: 'self' | 'total') =>
      Math.max(...functions.filter(({ info }) => info.name.startsWith(name)).map((row) => Math.round(row[field])));
    for (const [name, time] of Object.entries(self)) assert.equal(largest(name, 'self'), time, `self of ${name}`);
    for (const [name, time] of Object.entries(total)) assert.equal(largest(name, 'total'), time, `total of ${name}`);
    const sum = functions.reduce((all, row) => all + row.self, 0);
    const gap = (columns.timeOfSample[0] ?? 0) - columns.startMicros;
    assert.ok(Math.abs(sum + gap - (columns.endMicros - columns.startMicros)) < 1000, 'nothing is lost');
  });
}
