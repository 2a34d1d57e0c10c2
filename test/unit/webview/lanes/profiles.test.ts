import assert from 'node:assert/strict';
import { test } from 'node:test';
import { secondsOfName } from '../../../../src/profiler/capture/format/profileNames.ts';
import { findCommonClock } from '../../../../src/webview/viewer/lanes/commonClock.ts';
import { lanesOfProfiles } from '../../../../src/webview/viewer/lanes/lanesOfProfiles.ts';
import { readProfiles } from '../../../../src/webview/viewer/read/readProfiles.ts';
import { surveyThread, type ThreadSurvey } from '../../../../src/webview/viewer/read/surveyThread.ts';
import { profileOf, type Stretch } from '../../../browser/sampleFolder.ts';

const seconds = 1e6;
const thread = (start: number, lasts: number, namedSeconds: number | null = null) => ({
  startMicros: start * seconds,
  durationMicros: lasts * seconds,
  namedSeconds,
});
const survey = (startMs: number, stretches: readonly Stretch[]): ThreadSurvey => {
  const [first] = readProfiles(profileOf(startMs, stretches), 'CPU').threads;
  assert.ok(first);
  return surveyThread(first);
};

test('profiles of one run lie on one clock, from the first start on', () => {
  const { originMicros, reason } = findCommonClock([thread(100, 5), thread(101, 2), thread(200, 5)]);
  assert.equal(reason, null);
  assert.deepEqual(originMicros, [100 * seconds, 100 * seconds, 100 * seconds]);
});

for (const [why, threads, words] of [
  ['that do not say when they began', [thread(100, 5), thread(0, 5)], /says when it began/],
  ['with a day between them', [thread(100, 5), thread(86_500, 5)], /too far apart/],
  ['whose names and clocks disagree', [thread(100, 5, 5000), thread(102, 5, 9000)], /several machines/],
] as const)
  test(`profiles ${why} each begin at their own start`, () => {
    const { originMicros, reason } = findCommonClock(threads);
    assert.match(reason ?? '', words);
    assert.deepEqual(
      originMicros,
      threads.map(({ startMicros }) => startMicros),
    );
  });

test('names that agree with the clocks to the second leave one clock', () => {
  assert.equal(findCommonClock([thread(100.9, 5, 5000), thread(102, 5, 5002)]).reason, null);
});

test('the time in the names that Node gives is read as seconds', () => {
  const [one, other] = ['CPU.20261231.235959.1.0.001.cpuprofile', 'Heap.20270101.000001.1.0.001.heapprofile'].map(
    secondsOfName,
  );
  assert.equal((other ?? 0) - (one ?? 0), 2);
  assert.equal(secondsOfName('CPU.4711-0.cpuprofile'), null);
});

test('a survey keeps what a thread did, in at most 600 stretches that sum to the whole', () => {
  const { activity, durationMicros } = survey(1000, [
    ['work', 3000],
    ['(idle)', 1000],
    ['(garbage collector)', 2000],
  ]);
  assert.ok(activity);
  assert.equal(durationMicros, 6 * seconds);
  assert.equal(activity.computing.length, 600);
  assert.equal(activity.bucketMicros, 10_000);
  assert.deepEqual([activity.computing[299], activity.computing[300], activity.gc[400]], [100, 0, 100]);
});

test('a stretch is never shorter than five samples', () => {
  assert.equal(survey(1000, [['work', 12]]).activity?.computing.length, 3);
});

test('lanes place threads where they were, and a file without samples as a life alone', () => {
  const named = { kind: '', shortKind: '', namedSeconds: null };
  const input = lanesOfProfiles(
    [
      { ...survey(5000, [['work', 1000]]), ...named, id: 'a' },
      { ...survey(5500, [['(idle)', 1000]]), ...named, id: 'b' },
      { ...survey(5600, [['work', 100]]), ...named, id: 'c', activity: null },
    ],
    [],
  );
  assert.equal(input.wallMs, 1500);
  assert.deepEqual(
    input.rows.map(({ startMs, endMs, budget }) => [startMs, endMs, budget?.cpu ?? null]),
    [
      [0, 1000, 1],
      [500, 1500, 0],
      [600, 700, null],
    ],
  );
});
