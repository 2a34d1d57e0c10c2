/** A capture may lack anything: the report must still be whole, and say nothing that is not a number where one belongs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advise } from '../../../src/profiler/advice/index.ts';
import { analyse } from '../../../src/profiler/analysis/index.ts';
import type { EventRecord } from '../../../src/profiler/capture/format/capture.ts';
import type { LoadedCapture, LoadedThread } from '../../../src/profiler/capture/format/loaded.ts';
import { drawCapture } from './drawnCapture.ts';

const whole = () =>
  drawCapture({
    threads: [
      { drawing: 'aaaa..#...\nbb', times: 30 },
      { drawing: 'cccc......', times: 30 },
      { drawing: 'dd........', times: 30, kind: 'process' },
    ],
    cores: { pool: 0.5 },
    resources: { Timeout: 1 },
  });

const change = (capture: LoadedCapture, thread: number, fields: Partial<LoadedThread>) =>
  Object.assign(capture.threads[thread] as LoadedThread, fields);
const without = (capture: LoadedCapture, kind: EventRecord['k']) => {
  for (const thread of capture.threads) Object.assign(thread, { events: thread.events.filter(({ k }) => k !== kind) });
};

const damages: Readonly<Record<string, (capture: LoadedCapture) => void>> = {
  'nothing missing': () => undefined,
  'no CPU profile of the main thread': (capture) => change(capture, 0, { cpuProfile: null }),
  'no CPU profile at all': (capture) => [0, 1, 2].forEach((thread) => change(capture, thread, { cpuProfile: null })),
  'no threads': (capture) => Object.assign(capture, { threads: [] }),
  'no events': (capture) => [0, 1, 2].forEach((thread) => change(capture, thread, { events: [] })),
  'no clocks': (capture) => without(capture, 'cpu'),
  'no resources': (capture) => without(capture, 'resources'),
  'no thread records': (capture) => without(capture, 'thread'),
  'an end that nobody saw': (capture) => {
    Object.assign(capture.manifest, { endMicros: null, exit: null, state: 'recording' });
    for (const { entry } of capture.threads) entry.endMicros = null;
  },
  'a profile without samples': (capture) => change(capture, 0, { cpuProfile: { nodes: [], startTime: 0, endTime: 0 } }),
  'a profile of zero length': (capture) => {
    const profile = capture.threads[0]?.cpuProfile;
    if (profile) Object.assign(profile, { samples: [], timeDeltas: [], endTime: profile.startTime });
  },
  'a clock that jumps back': (capture) => {
    const rows = capture.threads[0]?.events.filter((event) => event.k === 'cpu') ?? [];
    for (const clock of rows[2]?.threads ?? []) clock.cpuMicros = 0;
  },
};

for (const [name, damage] of Object.entries(damages)) {
  test(`a capture with ${name} gives a whole report`, () => {
    const capture = whole();
    damage(capture);
    const report = analyse(capture);
    report.recommendations = advise(report);
    assertNumbers(report, 'report');
    assert.ok(report.recommendations.length > 0);
    assert.ok(report.verdict.summary.length > 0);
    const { cpu, gc, blocked, wait } = report.verdict.budget;
    assert.ok(Math.abs(cpu + gc + blocked + wait - 1) < 1e-9);
    assert.ok(Math.min(cpu, gc, blocked, wait) >= 0);
    assert.deepEqual(JSON.parse(JSON.stringify(report)), report, 'the report survives JSON');
  });
}

function assertNumbers(value: unknown, path: string): void {
  if (typeof value === 'number') assert.ok(Number.isFinite(value), `${path} is ${value}`);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) assertNumbers(part, `${path}.${key}`);
}

test('self times, collection, blocked and idle time fill the main thread', () => {
  const report = analyse(whole());
  const busy = report.hotFunctions
    .filter(({ threads }) => threads?.includes('100-0'))
    .reduce((sum, { selfMs, blockedMs = 0 }) => sum + selfMs + blockedMs, 0);
  assert.ok(Math.abs(busy - 300 * (1 - report.verdict.budget.wait)) < 1, `${busy} ms`);
});
