import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { trialCommand } from '../../../src/profiler/cli/trialCommand.ts';
import { UserError } from '../../../src/profiler/errors.ts';

async function refused(words: readonly string[], text: RegExp): Promise<void> {
  await assert.rejects(trialCommand(['functions.mjs', '--export', 'f', ...words]), (error) => {
    assert.ok(error instanceof UserError, String(error));
    assert.match(error.message, text);
    return true;
  });
}

test('limits that no trial can keep are refused', async () => {
  await refused(['--inputs', 'i.json', '--time-limit', '0.5'], /--time-limit takes at least 1 second, not "0\.5"/);
  await refused(['--inputs', 'i.json', '--time-limit=-1'], /--time-limit takes a number above 0/);
  await refused(['--input', '1', '--times', '1e99'], /--times takes at most 1000000, not "1e99"/);
  await refused(['--inputs', 'i.json', '--sizes', '2,100000'], /--sizes takes at most 1000, not "100000"/);
});

test('a folder that is no capture is refused before the trial, and left as it was', async (context) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'no capture '));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  await refused(['--inputs', 'i.json', '--capture', folder], /is not a capture/);
  await refused(['--inputs', 'i.json', '--capture', path.join(folder, 'nowhere')], /There is no folder/);
  assert.deepEqual(readdirSync(folder), []);
});
