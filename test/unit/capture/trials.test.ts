import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { readTrials, writeTrial } from '../../../src/profiler/capture/trials.ts';
import { openReport } from '../../../src/profiler/openReport.ts';
import { sampleTrial, variant } from '../advice/sampleTrial.ts';
import { recordedCapture, temporaryFolder } from './captureFolder.ts';

const older = sampleTrial([variant()], { id: 'older', startedAt: '2026-01-01T00:00:00.000Z' });
const newer = sampleTrial([], { id: 'newer', startedAt: '2026-01-03T00:00:00.000Z' });

test('trials come back newest first; what is no trial is left out', async (context) => {
  const { dir, put } = recordedCapture(temporaryFolder(context));
  assert.deepEqual(await readTrials(dir), []);
  await writeTrial(dir, newer);
  await writeTrial(dir, older);
  put('trials/torn.json', '{"schemaVersion":1,');
  put('trials/null.json', 'null');
  put('trials/future.json', JSON.stringify({ ...older, schemaVersion: 2 }));
  put('trials/partial.json', JSON.stringify({ ...older, variants: [null] }));
  const trials = await readTrials(dir);
  assert.deepEqual(
    trials.map(({ machine: _, ...trial }) => trial),
    [newer, older],
  );
  assert.equal(readdirSync(path.join(dir, 'trials')).filter((file) => file.endsWith('.new')).length, 0);
});

test('an id that would leave the folder is refused, and a folder that is none is a clear error', async (context) => {
  const { dir, put } = recordedCapture(temporaryFolder(context));
  await assert.rejects(writeTrial(dir, { ...older, id: '../outside' }), /names a file/);
  put('file', '');
  await assert.rejects(writeTrial(path.join(dir, 'file'), older), { name: 'UserError' });
});

test('a report that was kept is made again with a new trial', async (context) => {
  const { dir } = recordedCapture(temporaryFolder(context));
  assert.equal((await openReport(dir)).trials, undefined);
  await writeTrial(dir, older);
  assert.deepEqual((await openReport(dir)).trials, [older]);
  await writeTrial(dir, newer);
  assert.deepEqual((await openReport(dir)).trials, [newer, older]);
});
