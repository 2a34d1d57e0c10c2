/** The built worker that reads captures for the editor, on a capture of a real program. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Analysis } from '../../src/extension/analysis.ts';

const dist = path.resolve(import.meta.dirname, '../../dist');
const analysis = new Analysis(path.join(dist, 'analysisWorker.js'));
const folder = mkdtempSync(path.join(os.tmpdir(), 'analysis-worker-'));
const captures = path.join(folder, 'captures');
const program = path.join(folder, 'program.mjs');
let capture = '';

before(() => {
  writeFileSync(program, 'console.log("done");\n');
  execFileSync(
    process.execPath,
    [path.join(dist, 'cli.js'), 'run', '--no-calibrate', '--out', captures, '--', program],
    {
      stdio: 'ignore',
    },
  );
  capture = path.join(captures, readdirSync(captures)[0] ?? '');
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('a report arrives whole, with the program that it is about', async () => {
  const report = await analysis.ask({ kind: 'report', dir: capture });
  assert.equal(report.schemaVersion, 1);
  assert.ok(report.run.command.some((word) => word.endsWith('program.mjs')));
  assert.equal(report.run.exit.code, 0);
});

test('the list tells script, duration, end and verdict, and leaves out folders that are no captures', async () => {
  mkdirSync(path.join(captures, 'notes'));
  const listed = await analysis.ask({ kind: 'list', root: captures });
  assert.equal(listed.length, 1);
  const [entry] = listed;
  assert.equal(entry?.dir, capture);
  assert.equal(path.basename(entry?.script ?? ''), 'program.mjs');
  assert.equal(entry?.endedBy, 'exited');
  assert.ok((entry?.wallMs ?? 0) > 0);
  assert.ok(entry?.verdict);
});

test('the HTML report is written where the user wants it', async () => {
  const file = path.join(folder, 'report.html');
  assert.equal(await analysis.ask({ kind: 'html', dir: capture, file }), file);
  assert.match(readFileSync(file, 'utf8'), /^<!doctype html>/i);
});

test('a folder that is no capture is refused in one sentence', async () => {
  await assert.rejects(analysis.ask({ kind: 'report', dir: folder }), { name: 'UserError', code: 'notACapture' });
});
