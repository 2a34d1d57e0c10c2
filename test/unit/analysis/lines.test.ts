import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../src/profiler/analysis/index.ts';
import type { LoadedCapture } from '../../../src/profiler/capture/format/loaded.ts';
import type { HotFunction } from '../../../src/profiler/report.ts';
import { drawCapture } from './drawnCapture.ts';

/** `a` spins for a second at line 10 of main.js (0-based 9), with these ticks. */
function hot(
  ticks: { line: number; ticks: number }[],
  change: (capture: LoadedCapture) => void = () => undefined,
): HotFunction {
  const capture = drawCapture({ threads: [{ drawing: 'aaaaaaaaaa', times: 100, frames: { a: { line: 9 } } }] });
  const node = capture.threads[0]?.cpuProfile?.nodes.find(({ callFrame }) => callFrame.functionName === 'a');
  if (node) node.positionTicks = ticks;
  change(capture);
  return analyse(capture).hotFunctions[0] as HotFunction;
}
const lines = ({ lines: rows }: HotFunction) =>
  rows.map(({ line, selfMs }) => `${line}:${Math.round(selfMs)}`).join(' ');

test('self time is shared out by ticks, and repeated lines are added', () => {
  assert.equal(
    lines(
      hot([
        { line: 11, ticks: 160 },
        { line: 12, ticks: 100 },
        { line: 11, ticks: 140 },
      ]),
    ),
    '11:750 12:250',
  );
});

test('ticks before the function’s first line belong to something inlined and are left out', () => {
  assert.equal(
    lines(
      hot([
        { line: 3, ticks: 50 },
        { line: 10, ticks: 50 },
      ]),
    ),
    '10:500',
  );
});

/** Line 10 of main.js is line 3, column 3 of `src/main.ts`, named `compute`; line 12 is line 5; line 14 is other.ts. */
const map = {
  version: 3,
  sources: ['src/main.ts', 'src/other.ts'],
  names: ['compute'],
  mappings: ';;;;;;;;;AAEEA;;EAEF;;ACTA',
};

test('functions and lines are those of the source that the developer wrote', () => {
  const found = hot(
    [
      { line: 10, ticks: 50 },
      { line: 12, ticks: 30 },
      { line: 14, ticks: 20 },
    ],
    (capture) => {
      Object.assign(capture.sourceMaps, { 'file:///app/main.js': map });
    },
  );
  assert.deepEqual(found.location, { file: '/app/src/main.ts', line: 3, column: 3 });
  assert.equal(lines(found), '3:500 5:300', 'the line of another file is left out');
});

test('a generated line that holds many lines of the source is not blamed on one of them', () => {
  const minified = hot([{ line: 10, ticks: 50 }], (capture) => {
    // Line 10 of main.js holds lines 3 and 20 of `src/main.ts`.
    Object.assign(capture.sourceMaps, { 'file:///app/main.js': { ...map, mappings: ';;;;;;;;;AAEEA,IAiBA' } });
  });
  assert.equal(minified.location?.line, 3);
  assert.equal(lines(minified), '');
});

test('a function without a name takes the one of the map', () => {
  const named = hot([], (capture) => {
    Object.assign(capture.sourceMaps, { 'file:///app/main.js': map });
    for (const { callFrame } of capture.threads[0]?.cpuProfile?.nodes ?? []) {
      if (callFrame.functionName === 'a') callFrame.functionName = '';
    }
  });
  assert.equal(named.name, 'compute');
});

test('a broken map costs its own positions only, and is named', () => {
  const capture = drawCapture({ threads: [{ drawing: 'aaaaaaaaaa', times: 100 }] });
  Object.assign(capture.sourceMaps, { 'file:///app/main.js': { version: 3, sources: 5, mappings: 7 } });
  const report = analyse(capture);
  assert.equal(report.hotFunctions[0]?.location?.file, '/app/main.js');
  assert.match(report.warnings.join(), /source map of file:\/\/\/app\/main\.js/);
});

test('call counts are found by position, and by line where the column differs', () => {
  const count = (columnNumber: number, functionName = 'a') => ({
    functionName,
    url: 'file:///app/main.js',
    lineNumber: 9,
    columnNumber,
    count: 7,
  });
  const calls = (...callCounts: ReturnType<typeof count>[]) =>
    hot([], (capture) => Object.assign(capture, { callCounts })).calls;
  assert.equal(calls(count(0)), 7);
  assert.equal(calls(count(4)), 7);
  assert.equal(calls(count(4), count(30)), null, 'two of one name on one line cannot be told apart');
  assert.equal(calls(count(0, 'b')), null);
});
