import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AwaitPattern, IoOperation, Task } from '../../../src/profiler/report.ts';
import { spanAt } from '../../../src/webview/charts/spans.ts';
import { formatInFlight, formatTimes, formatWholeInFlight } from '../../../src/webview/format.ts';
import { callerDetails, ioColumns } from '../../../src/webview/table/ioColumns.ts';
import { sortRows } from '../../../src/webview/table/sortRows.ts';
import { taskColumns, taskDetails } from '../../../src/webview/table/taskColumns.ts';
import { phaseInWords } from '../../../src/webview/views/phases.ts';
import { emptyText } from '../../../src/webview/views/waitingWords.ts';
import { awaitText } from '../../../src/webview/views/words.ts';

const task = (changes: Partial<Task>): Task => ({
  name: 'load',
  location: { file: '/app/main.js', line: 4, column: 1 },
  count: 3,
  cpuMs: 10,
  waitMs: 200,
  blockedMs: 1,
  meanInFlight: 1,
  maxInFlight: 1,
  class: 'io-bound',
  kind: 'function',
  awaits: 'serial',
  ...changes,
});

const operation = (changes: Partial<IoOperation>): IoOperation => ({
  kind: 'fs',
  location: null,
  count: 10,
  waitMs: 100,
  meanInFlight: 1,
  queueMs: null,
  bytes: null,
  ...changes,
});

const patterns: readonly [AwaitPattern | null | undefined, meanInFlight: number, string][] = [
  ['single', 1, 'one a call'],
  ['serial', 1, 'one after another'],
  ['serial-independent', 1, 'one after another, independent'],
  ['concurrent', 11.7, '12 at a time'],
  ['concurrent', 1.4, '1.4 at a time'],
  [null, 0, '–'],
  [undefined, 0, '–'],
];
for (const [awaits, meanInFlight, expected] of patterns)
  test(`awaits ${awaits ?? String(awaits)} with ${meanInFlight} in flight reads "${expected}"`, () => {
    assert.equal(awaitText(awaits === undefined ? { meanInFlight } : { awaits, meanInFlight }), expected);
  });

test('numbers in flight keep a tenth while it says something', () => {
  assert.deepEqual([1, 12.34, 99.97, 1234].map(formatInFlight), ['1.0', '12.3', '100', '1,234']);
  assert.deepEqual([1.04, 1.97, 31.6].map(formatWholeInFlight), ['1.0', '2', '32']);
  assert.deepEqual([1, 3].map(formatTimes), ['once', '3 times']);
});

test('a task tells below itself what a narrow table has no room for', () => {
  const lines = (of: Task) => taskDetails(of).map(({ label }) => label);
  assert.deepEqual(
    lines(
      task({
        waitsFor: [
          { kind: 'fs', waitMs: 150 },
          { kind: 'http', waitMs: 50 },
        ],
        meanMs: 70,
        p99Ms: 95,
        kind: 'request',
      }),
    ),
    [
      'Request, 3 times',
      'CPU 10 ms, waits 200 ms, blocked 1.0 ms',
      'One takes 70 ms in the mean; 99 % end within 95 ms',
      'Awaits one after another',
      'In flight: 1.0 in the mean, 1 at most',
      'Waits for fs 150 ms, http 50 ms',
    ],
  );
  assert.deepEqual(lines(task({ awaits: null, count: 0, meanInFlight: 0 })), [
    'Function',
    'CPU 10 ms, waits 200 ms, blocked 1.0 ms',
  ]);
});

test('tasks are sorted by all of their times together', () => {
  const rows = [task({ name: 'a', cpuMs: 5, waitMs: 0 }), task({ name: 'b', cpuMs: 1, waitMs: 9 })];
  const sorted = sortRows(rows, taskColumns, { key: 'time', descending: true });
  assert.deepEqual(
    sorted.map(({ name }) => name),
    ['b', 'a'],
  );
});

test('operations are sorted by their mean wait; those without a number come last', () => {
  const rows = [
    operation({ kind: 'a', count: 100, waitMs: 500 }),
    operation({ kind: 'b', count: 2, waitMs: 400, queueMs: 3 }),
    operation({ kind: 'c', count: 0, waitMs: 0, queueMs: 0 }),
  ];
  const order = (key: string) =>
    sortRows(rows, ioColumns(1000), { key, descending: true })
      .map(({ kind }) => kind)
      .join('');
  assert.equal(order('mean'), 'bac');
  assert.equal(order('queue'), 'bca');
});

test('the callers of an operation stand below it, innermost first, with the place that they lead to', () => {
  const place = { file: '/app/main.js', line: 9, column: 1 };
  const details = callerDetails(
    operation({
      callers: [
        { name: '', location: null },
        { name: 'handle', location: place },
      ],
    }),
  );
  assert.deepEqual(
    details.map(({ label, location }) => [label, location]),
    [
      ['from (anonymous)', null],
      ['from handle', place],
    ],
  );
});

test('a point in time finds the span that it is in, or the nearest within reach', () => {
  const spans = [
    { startMs: 100, endMs: 200, text: '' },
    { startMs: 210, endMs: 220, text: '' },
  ];
  assert.deepEqual(
    [150, 206, 203, 90, 260].map((atMs) => spanAt(spans, atMs, 20)),
    [0, 1, 0, 0, -1],
  );
  assert.equal(spanAt([], 5, 20), -1);
});

test('a phase in words has no cause where there is none', () => {
  const budget = { cpu: 1, gc: 0, blocked: 0, wait: 0 };
  const phase = { startMs: 0, endMs: 1210, class: 'cpu-bound', budget } as const;
  assert.equal(phaseInWords({ ...phase, cause: null }), '0 ms to 1.21 s: CPU-bound');
  assert.equal(phaseInWords({ ...phase, cause: 'workers' }), '0 ms to 1.21 s: CPU-bound, work in worker threads');
});

test('an empty graph of waits says whether there was anything to see', () => {
  const verdict = (wait: number) =>
    ({ budget: { cpu: 1 - wait, gc: 0, blocked: 0, wait } }) as Parameters<typeof emptyText>[0]['verdict'];
  assert.equal(
    emptyText({ verdict: verdict(0.03) }),
    'The event loop waited 3.0 % of the time; there is nothing to draw.',
  );
  assert.match(emptyText({ verdict: verdict(0.9) }) ?? '', /^The event loop waited 90 % .* no operation was seen/);
  const leaf = { name: 'readFile', location: null, waitMs: 5, idleMs: 5, count: 1, kind: 'fs', children: [] };
  assert.equal(emptyText({ verdict: verdict(0.9), waiting: { ...leaf, children: [leaf] } }), null);
});
