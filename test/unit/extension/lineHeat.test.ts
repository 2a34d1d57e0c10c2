/** Which lines are hot, and how hot. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indexByFile } from '../../../src/extension/languageServer/annotationIndex.ts';
import { heatOf } from '../../../src/extension/languageServer/lineHeat.ts';
import type { Report } from '../../../src/profiler/report.ts';

const file = '/project/app.js';

/** `lines`: line → self ms, of a run whose threads lived for `wholeMs` together. */
function heat(lines: Record<number, number>, wholeMs: number, lineCount = 100) {
  const selfMs = Object.values(lines).reduce((sum, ms) => sum + ms, 0);
  const report = {
    run: { wallMs: wholeMs / 2 },
    sampling: { cpuIntervalObservedMs: 1 },
    sources: [],
    hotFunctions: [
      {
        ...{
          name: 'work',
          location: { file, line: 1, column: 1 },
          category: 'user',
          selfMs,
          selfShare: selfMs / wholeMs,
        },
        lines: Object.entries(lines).map(([line, ms]) => ({ line: Number(line), selfMs: ms })),
      },
    ],
  } as unknown as Report;
  const annotations = indexByFile(report, (path) => path).get(file);
  assert.ok(annotations);
  return heatOf(annotations, report, lineCount);
}

test('a line has its share of the time of all threads, as the table of hot functions has', () => {
  assert.deepEqual(heat({ 9: 300, 3: 60, 4: 10 }, 1000), [
    { line: 3, level: 'medium', text: '6.0 % · 60 ms' },
    { line: 4, level: 'low', text: '1.0 % · 10 ms' },
    { line: 9, level: 'high', text: '30 % · 300 ms' },
  ]);
});

test('what decides nothing, or rests on a handful of samples, is left out', () => {
  assert.deepEqual(
    heat({ 3: 4, 4: 300 }, 1000).map(({ line }) => line),
    [4],
    'less than half a per cent',
  );
  assert.deepEqual(
    heat({ 3: 3, 4: 40 }, 100).map(({ line }) => line),
    [4],
    'three samples',
  );
});

test('a line that the text does not have gets nothing', () => {
  assert.deepEqual(
    heat({ 0: 100, 100: 100, 101: 100 }, 1000).map(({ line }) => line),
    [100],
  );
});
