/** A module that starts a server, as they are mostly written: with a host name, so that the port is taken later. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { UserError } from '../../src/profiler/errors.ts';
import { runTrial } from '../../src/profiler/trial/runTrial.ts';

test('a module that listens on a named host is refused before its workers meet a taken port', async (context) => {
  const cwd = mkdtempSync(path.join(tmpdir(), 'trial server '));
  context.after(() => rmSync(cwd, { recursive: true, force: true }));
  writeFileSync(
    path.join(cwd, 'serves.mjs'),
    "import { createServer } from 'node:net';\n" +
      "createServer().listen(0, '127.0.0.1');\nexport const answer = () => 42;\n",
  );
  const trial = runTrial({
    module: 'serves.mjs',
    exportName: 'answer',
    inputs: { kind: 'values', values: [1] },
    cwd,
    nodePath: process.env['AGENT_NODE'] ?? process.execPath,
    env: { NODE_OPTIONS: '' },
  });
  await assert.rejects(trial, (error) => error instanceof UserError && error.code === 'trialModuleListens');
});
