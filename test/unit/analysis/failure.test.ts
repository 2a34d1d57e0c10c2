/** A program that an error ended. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../src/profiler/analysis/index.ts';
import type { EventRecord } from '../../../src/profiler/capture/format/capture.ts';
import { drawCapture } from './drawnCapture.ts';

const errors: EventRecord[] = [
  { k: 'error', t: 1_000_000, text: 'Error: seen and survived' },
  { k: 'error', t: 1_001_000, text: 'SyntaxError: no such export.' },
];

function reportOf(code: number, columns: number) {
  const exit = { code, signal: null, reason: 'exited' } as const;
  return analyse(drawCapture({ threads: [{ drawing: 'a', times: columns }], events: errors, manifest: { exit } }));
}

test('the last error is told for a program that failed, and is the verdict where nothing could be measured', () => {
  const { run, verdict } = reportOf(1, 5);
  assert.equal(run.exit.error, 'SyntaxError: no such export.');
  assert.equal(verdict.class, 'insufficient-data');
  assert.equal(
    verdict.summary,
    'The program ended with SyntaxError: no such export before there was anything to measure.',
  );
});

test('what ran long enough before the error is judged as ever', () => {
  const { run, verdict } = reportOf(1, 500);
  assert.equal(run.exit.error, 'SyntaxError: no such export.');
  assert.match(verdict.summary, /^CPU-bound/);
});

test('a program that ends well has no error', () => assert.equal(reportOf(0, 5).run.exit.error, undefined));

test('a main thread without a profile names the error too', () => {
  const capture = drawCapture({ threads: [{ drawing: 'a' }], events: errors });
  Object.assign(capture.threads[0] ?? {}, { cpuProfile: null });
  capture.manifest.exit = { code: 1, signal: null, reason: 'exited' };
  assert.match(analyse(capture).verdict.summary, /ended with SyntaxError/);
});
