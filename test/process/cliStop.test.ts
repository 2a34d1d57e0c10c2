/** How runs end that do not end by themselves. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { busyThen, isAlive, reportOf, Sandbox } from './cliProgram.ts';

test('a server that never ends is stopped and yields a full report', async (context) => {
  const sandbox = new Sandbox(context);
  sandbox.write(
    'server.js',
    busyThen(`require('node:http').createServer().listen(0, '127.0.0.1', () => console.log('ready', process.pid))`),
  );
  const run = sandbox.start(['run', '--json', 'server.js']);
  const pid = Number(/ready (\d+)/.exec(await run.seen('ready'))?.[1]);
  run.kill('SIGTERM');
  const ended = await run.ended;
  assert.equal(ended.status, 128 + 15);
  const report = reportOf(ended);
  assert.deepEqual(report.run.exit, { code: null, signal: 'SIGTERM', reason: 'stopped' });
  assert.equal(report.hotFunctions[0]?.name, 'busy');
  assert.equal(isAlive(pid), false);
});

test('an endless loop is stopped and yields a full report', async (context) => {
  const sandbox = new Sandbox(context);
  sandbox.write('loop.js', busyThen(`console.log('ready'); function forever() { while (true); } forever();`));
  const run = sandbox.start(['run', '--json', 'loop.js']);
  await run.seen('ready');
  run.kill('SIGTERM');
  const report = reportOf(await run.ended);
  assert.equal(report.run.exit.reason, 'stopped');
  assert.equal(report.verdict.class, 'cpu-bound');
  assert.equal(report.hotFunctions[0]?.name, 'busy');
});

test('a program that ignores SIGTERM, and the children it has, end all the same', async (context) => {
  const sandbox = new Sandbox(context);
  const stubborn = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log(process.pid);`;
  sandbox.write(
    'parent.js',
    busyThen(
      `const { spawn } = require('node:child_process');
       spawn(process.execPath, ['-e', ${JSON.stringify(stubborn)}], { stdio: 'inherit' });
       ${stubborn} console.log('ready');`,
    ),
  );
  const run = sandbox.start(['run', '--json', 'parent.js']);
  let pids: number[] = [];
  while (pids.length < 2) {
    const output = await run.seen(pids.length === 0 ? 'ready' : '\n');
    pids = [...output.matchAll(/^(\d+)$/gm)].map((match) => Number(match[1]));
    await new Promise((resolve) => setImmediate(resolve));
  }
  run.kill('SIGTERM');
  const ended = await run.ended;
  assert.equal(reportOf(ended).run.exit.reason, 'stopped');
  assert.equal(ended.status, 128 + 9);
  assert.deepEqual(pids.filter(isAlive), []);
});

test('an interrupt reaches the program, which ends in its own way', async (context) => {
  const sandbox = new Sandbox(context);
  sandbox.write(
    'graceful.js',
    busyThen(`process.on('SIGINT', () => { console.log('goodbye'); process.exit(5); });
              setInterval(() => {}, 1000); console.log('ready');`),
  );
  const run = sandbox.start(['run', '--json', 'graceful.js']);
  await run.seen('ready');
  run.kill('SIGINT');
  const ended = await run.ended;
  assert.equal(ended.status, 5);
  assert.match(ended.stderr, /^goodbye$/m);
  assert.deepEqual(reportOf(ended).run.exit, { code: 5, signal: null, reason: 'exited' });
});

test('an interrupt ends a program without a handler, and the report is there', async (context) => {
  const sandbox = new Sandbox(context);
  sandbox.write('plain.js', busyThen(`setInterval(() => {}, 1000); console.log('ready');`));
  const run = sandbox.start(['run', '--json', 'plain.js']);
  await run.seen('ready');
  run.kill('SIGINT');
  const ended = await run.ended;
  assert.equal(ended.status, 128 + 2);
  assert.deepEqual(reportOf(ended).run.exit, { code: null, signal: 'SIGINT', reason: 'stopped' });
});

test('signals that the program brings on itself are told apart', async (context) => {
  const sandbox = new Sandbox(context);
  sandbox.write('killed.js', busyThen(`process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000);`));
  sandbox.write('aborted.js', busyThen('process.abort();'));
  const killed = await sandbox.run(['run', '--json', 'killed.js']);
  assert.equal(killed.status, 128 + 9);
  assert.equal(reportOf(killed).run.exit.reason, 'killed');
  const aborted = await sandbox.run(['run', '--json', 'aborted.js']);
  assert.equal(aborted.status, 128 + 6);
  assert.equal(reportOf(aborted).run.exit.reason, 'crashed');
});

test('a capture that lost its recorder and its program opens with what was on disk', async (context) => {
  const sandbox = new Sandbox(context);
  sandbox.write('lost.js', busyThen(`console.log('ready', process.pid); while (true);`, 1500));
  const run = sandbox.start(['run', 'lost.js']);
  const pid = Number(/ready (\d+)/.exec(await run.seen('ready'))?.[1]);
  run.kill('SIGKILL');
  process.kill(pid, 'SIGKILL');
  await run.ended;

  const [capture] = sandbox.captures();
  assert.equal(
    (JSON.parse(readFileSync(path.join(capture!, 'capture.json'), 'utf8')) as { state: string }).state,
    'recording',
  );
  const report = reportOf(await sandbox.run(['report', capture!, '--json']));
  assert.equal(report.run.exit.reason, 'killed');
  assert.equal(report.hotFunctions[0]?.name, 'busy');
  assert.match(report.warnings.join('\n'), /cut off/);
  assert.ok(readdirSync(capture!).some((file) => file.endsWith('.cpuprofile')));
});
