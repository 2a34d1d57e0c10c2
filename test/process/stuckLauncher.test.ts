/** What a launcher leaves that is killed before it could clean up. */
import assert from 'node:assert/strict';
import { readdirSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { createSocketFolder } from '../../src/profiler/launch/socketFolder.ts';
import { temporaryFolder } from './agentHarness.ts';

test('the next launcher removes the socket folders of dead ones, and no others', async () => {
  const parent = temporaryFolder();
  // Process ids end at 4194304 on Linux, and below everywhere else.
  for (const name of ['ncp-9999999-abcdef', `ncp-${process.ppid}-abcdef`, 'ncp-somebody'])
    mkdirSync(path.join(parent, name, 's'), { recursive: true });
  const own = await createSocketFolder(parent);
  assert.deepEqual(
    readdirSync(parent).sort(),
    [path.basename(own), `ncp-${process.ppid}-abcdef`, 'ncp-somebody'].sort(),
  );
});
