/** What children computed counts once, and when they did. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { growthIn } from '../../../src/profiler/analysis/accumulated.ts';
import { readProcessClocks } from '../../../src/profiler/analysis/cpuClocks.ts';
import { analyse } from '../../../src/profiler/analysis/index.ts';
import type { ThreadRun } from '../../../src/profiler/analysis/threadRuns.ts';
import type { EventRecord } from '../../../src/profiler/capture/format/capture.ts';
import type { LoadedCapture } from '../../../src/profiler/capture/format/loaded.ts';
import { drawCapture } from './drawnCapture.ts';

const idle = { drawing: '..........', times: 100 };

/** The readings of the main process, in order. */
function withForeign(capture: LoadedCapture, micros: (at: number) => number): LoadedCapture {
  capture.threads[0]?.events
    .filter((event) => event.k === 'cpu')
    .forEach((event, at) => (event.foreignChildrenMicros = micros(at)));
  return capture;
}
const childrenCores = (capture: LoadedCapture) =>
  analyse(capture).cpuTimeline.map(({ childProcesses }) => Math.round(childProcesses * 100) / 100);

test('Node children that have not told their clocks yet are not counted as others for that while', () => {
  // Four that boot: 60 ms each, taken off again once they have told.
  const capture = withForeign(drawCapture({ threads: [idle] }), (at) => (at < 3 ? at * 120_000 : 0));
  assert.ok(childrenCores(capture).every((cores) => cores === 0));
});

test('what is never taken off again was other programs, at the time of its readings', () => {
  const capture = withForeign(drawCapture({ threads: [idle] }), (at) => Math.min(at, 4) * 50_000);
  const cores = childrenCores(capture);
  assert.deepEqual(cores.slice(0, 4), [0.5, 0.5, 0.5, 0.5]);
  assert.ok(cores.slice(4).every((one) => one === 0));
});

test('a child whose start nobody saw has not computed in no time before its first word', () => {
  const osThreadId = 7;
  const thread: Pick<ThreadRun, 'entry' | 'events'> = {
    entry: { kind: 'process', pid: 7, threadId: 0, startMicros: 1_150_000 } as ThreadRun['entry'],
    events: [
      { k: 'thread', t: 1_150_000, osThreadId, clock: { cpuMicros: 60_000, runQueueMicros: 0 } } as EventRecord,
      {
        k: 'cpu',
        t: 1_200_000,
        process: { userMicros: 110_000, systemMicros: 0 },
        threads: [{ osThreadId, role: 'main', cpuMicros: 110_000, runQueueMicros: 0 }],
        foreignChildrenMicros: 0,
      },
    ],
  };
  const [clocks] = readProcessClocks([thread as ThreadRun], 1_000_000);
  const clock = clocks?.threads[0];
  assert.ok(clock);
  assert.equal(growthIn(clock.cpu, 1_000_000, 1_200_000), 110_000);
  assert.ok(growthIn(clock.cpu, 1_100_000, 1_200_000) <= 100_000);
});
