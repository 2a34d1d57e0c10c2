/** Node's permission model: with too few rights the program runs as without us, and the report says so in one sentence. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { startRun } from '../../src/profiler/launch/run.ts';
import { openReport } from '../../src/profiler/openReport.ts';
import { ended, nodePath } from './agentHarness.ts';
import { spawn } from 'node:child_process';

const program = `const fs = require('node:fs');
const seen = (() => { try { return fs.readdirSync('/').length > 0; } catch (error) { return error.code; } })();
console.log(seen, process.permission?.has('fs.read'), process.permission?.has('worker'), process.env.NODE_OPTIONS);
setTimeout(() => process.exit(3), 20);
`;

/** Node's exit code for a flag that it does not know. */
const refusedOption = 9;

for (const flags of [
  ['--permission'],
  ['--permission', '--allow-fs-read=*', '--allow-fs-write=*', '--allow-worker', '--allow-child-process'],
  ['--permission', '--allow-inspector'],
  ['--experimental-permission'],
])
  for (const where of ['arguments', 'NODE_OPTIONS'])
    test(`${flags.join(' ')} in ${where}`, async (context) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'permission-'));
      context.after(() => rmSync(folder, { recursive: true, force: true }));
      const script = path.join(folder, 'program.cjs');
      writeFileSync(script, program);
      const all = [...flags, `--allow-fs-read=${folder}`];
      const nodeArgs = where === 'arguments' ? all : [];
      const env = where === 'arguments' ? {} : { NODE_OPTIONS: all.join(' ') };
      const plain = await ended(
        spawn(nodePath, [...nodeArgs, script], { cwd: folder, env: { ...process.env, ...env } }),
      );
      if (plain.code === refusedOption) return context.skip('this Node has no such flag');

      const output = { stdout: '', stderr: '' };
      const { captureDir, exit } = await startRun({
        script,
        args: [],
        nodeArgs,
        cwd: folder,
        env,
        nodePath,
        outDir: path.join(folder, 'captures'),
        stdio: {
          stdin: 'ignore',
          stdout: (chunk) => (output.stdout += String(chunk)),
          stderr: (chunk) => (output.stderr += String(chunk)),
        },
      }).finished;
      const withoutPid = (text: string) => text.replaceAll(/\(node:\d+\)/g, '');
      assert.deepEqual(
        { code: exit.code, stdout: output.stdout, stderr: withoutPid(output.stderr) },
        { code: plain.code, stdout: plain.stdout, stderr: withoutPid(plain.stderr) },
      );
      const report = await openReport(captureDir);
      assert.equal(report.verdict.class, 'insufficient-data');
      assert.equal(report.warnings.length, 1, report.warnings.join('\n'));
      return undefined;
    });
