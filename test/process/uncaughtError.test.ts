import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { startRun } from '../../src/profiler/launch/run.ts';
import { openReport } from '../../src/profiler/openReport.ts';

test('where the program’s errors pass through us, the report names the one that ended it', async (context) => {
  const cwd = mkdtempSync(path.join(tmpdir(), 'uncaught-'));
  context.after(() => rmSync(cwd, { recursive: true, force: true }));
  writeFileSync(path.join(cwd, 'broken.js'), 'const x = {;\n');
  const chunks: Uint8Array[] = [];
  const run = startRun({
    script: 'broken.js',
    args: [],
    cwd,
    outDir: path.join(cwd, 'captures'),
    nodePath: process.execPath,
    stdio: { stdin: 'ignore', stdout: () => undefined, stderr: (chunk) => chunks.push(chunk) },
  });
  const { captureDir, exit } = await run.finished;
  assert.equal(exit.code, 1);
  assert.match(Buffer.concat(chunks).toString(), /SyntaxError: Unexpected token ';'/, 'the output still arrives');
  const report = await openReport(captureDir);
  assert.equal(report.run.exit.error, "SyntaxError: Unexpected token ';'");
  assert.equal(report.verdict.class, 'insufficient-data');
});
