import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isReport } from '../../../src/profiler/cli/readReportFile.ts';
import { sampleReport } from '../../browser/sampleReport.ts';

test('a report is told from other JSON, and from a part of one', () => {
  assert.ok(isReport(sampleReport()));
  const others: readonly unknown[] = [
    null,
    [],
    'text',
    { schemaVersion: 1 },
    { schemaVersion: 1, run: {}, verdict: {}, hotFunctions: [] },
    { ...sampleReport(), schemaVersion: 2 },
    { ...sampleReport(), run: { ...sampleReport().run, exit: undefined } },
    { ...sampleReport(), hotFunctions: [null] },
    { ...sampleReport(), tasks: undefined },
  ];
  for (const other of others) assert.equal(isReport(other), false, JSON.stringify(other)?.slice(0, 80));
});
