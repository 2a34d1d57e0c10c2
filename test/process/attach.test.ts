/** A program that runs already is measured for a while and goes on as if nothing had been. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { RunningProgram, withoutInspectorLines } from './attachProgram.ts';
import { reportOf, Sandbox } from './cliProgram.ts';

const spin = `
  function spin() { let sum = 0; for (let i = 0; i < 1e5; i++) sum += Math.sqrt(i); return sum; }
  console.log('ready');
  for (;;) spin();`;

/** Needs /proc; elsewhere there is nothing to look at. */
function listens(pid: number): boolean {
  const inodes = readdirSync(`/proc/${pid}/fd`).map((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1];
    } catch {
      return undefined;
    }
  });
  const rows = readFileSync(`/proc/${pid}/net/tcp`, 'latin1').split('\n');
  return rows.some((row) => {
    const fields = row.trim().split(/\s+/);
    return fields[3] === '0A' && inodes.includes(fields[9]);
  });
}

/** Until what is measured has reached the disk. */
async function twoWindows(sandbox: Sandbox): Promise<void> {
  const written = () =>
    sandbox
      .captures()
      .flatMap((dir) => readdirSync(dir, { recursive: true, encoding: 'utf8' }))
      .filter((file) => /cpu-\d+\.json$/.test(file));
  while (written().length < 2) await delay(pollMs);
}
const pollMs = 20;

test('a loop that never turns is seen, twice, and spins on with its inspector closed', async (context) => {
  const sandbox = new Sandbox(context);
  const program = new RunningProgram(context, spin);
  await program.seen(/ready/);
  for (let round = 0; round < 2; round++) {
    const ended = await sandbox.run(['attach', String(program.pid), '--duration', '2', '--json']);
    assert.equal(ended.status, 0, ended.stderr);
    const report = reportOf(ended);
    assert.equal(report.verdict.class, 'cpu-bound', report.verdict.summary);
    assert.equal(report.verdict.cause, 'javascript');
    assert.ok(report.verdict.budget.cpu > 0.8, JSON.stringify(report.verdict.budget));
    assert.deepEqual(report.run.exit, { code: null, signal: null, reason: 'stopped' });
    assert.ok(report.sampling.cpuSamples > 100, `${report.sampling.cpuSamples} samples`);
    assert.ok(report.memory.timeline.length > 2);
    assert.match(ended.stderr, /Opened the inspector of process \d+/);
    assert.ok(program.isAlive);
    if (process.platform === 'linux') assert.equal(listens(program.pid), false);
  }
});

test('an idle program waits, and is not called CPU-bound', async (context) => {
  const sandbox = new Sandbox(context);
  const program = new RunningProgram(context, `setInterval(() => {}, 500); console.log('ready');`);
  await program.seen(/ready/);
  const report = reportOf(await sandbox.run(['attach', String(program.pid), '--duration', '2', '--json']));
  assert.notEqual(report.verdict.class, 'cpu-bound');
  assert.ok(report.verdict.budget.wait > 0.7, JSON.stringify(report.verdict.budget));
  assert.deepEqual(
    report.warnings.filter((text) => /missing|did not answer/.test(text)),
    [],
  );
});

test('workers are measured, those that start meanwhile too', async (context) => {
  const sandbox = new Sandbox(context);
  const work = `function dig() { for (let i = 0, sum = 0; i < 1e6; i++) sum += Math.sqrt(i); }
    setInterval(dig, 1);`;
  const program = new RunningProgram(
    context,
    `import { Worker } from 'node:worker_threads';
     const start = () => new Worker(${JSON.stringify(work)}, { eval: true });
     start();
     process.once('SIGUSR2', start);
     console.log('ready');
     setInterval(() => {}, 1000);`,
  );
  await program.seen(/ready/);
  const attached = sandbox.start(['attach', String(program.pid), '--duration', '3', '--json']);
  await attached.seen('Opened the inspector');
  program.child.kill('SIGUSR2');
  const report = reportOf(await attached.ended);
  assert.equal(report.threads.filter(({ kind }) => kind === 'worker').length, 2);
  assert.ok(report.verdict.offThreadCpuMs.workers > 100, JSON.stringify(report.verdict.offThreadCpuMs));
  assert.ok(report.hotFunctions.some(({ name }) => name === 'dig'));
  assert.ok(program.isAlive);
});

test('a program that ends meanwhile ends as it would have, and leaves a report', async (context) => {
  const sandbox = new Sandbox(context);
  const program = new RunningProgram(
    context,
    `process.once('exit', (code) => console.log('exit', code));
     process.once('SIGUSR2', () => { console.log('bye'); process.exitCode = 7; clearInterval(timer); });
     const timer = setInterval(() => {}, 100);
     console.log('ready');`,
  );
  await program.seen(/ready/);
  const attached = sandbox.start(['attach', String(program.pid), '--duration', '600', '--json']);
  await attached.seen('Opened the inspector');
  await twoWindows(sandbox);
  program.child.kill('SIGUSR2');
  const end = await program.ended;
  assert.equal(end.code, 7);
  assert.equal(end.stdout, 'ready\nbye\nexit 7\n');
  assert.equal(withoutInspectorLines(end.stderr), 'Waiting for the debugger to disconnect...\n');
  const ended = await attached.ended;
  assert.equal(ended.status, 0, ended.stderr);
  const report = reportOf(ended);
  assert.equal(report.run.exit.reason, 'exited');
  assert.ok(report.sampling.cpuSamples > 0);
  assert.ok(report.warnings.some((text) => /ended while it was measured/.test(text)));
});

test('a program that is killed meanwhile leaves a report', async (context) => {
  const sandbox = new Sandbox(context);
  const program = new RunningProgram(context, spin);
  await program.seen(/ready/);
  const attached = sandbox.start(['attach', String(program.pid), '--duration', '600', '--json']);
  await twoWindows(sandbox);
  program.child.kill('SIGKILL');
  const ended = await attached.ended;
  assert.equal(ended.status, 0, ended.stderr);
  const report = reportOf(ended);
  assert.equal(report.run.exit.reason, 'killed');
  assert.equal(report.hotFunctions[0]?.name, 'spin');
});

test('Ctrl-C ends the measuring, not the program', async (context) => {
  const sandbox = new Sandbox(context);
  const program = new RunningProgram(context, spin);
  await program.seen(/ready/);
  const attached = sandbox.start(['attach', String(program.pid), '--duration', '600', '--json']);
  await attached.seen('Opened the inspector');
  setTimeout(() => attached.kill('SIGINT'), 1500);
  const ended = await attached.ended;
  assert.equal(ended.status, 0, ended.stderr);
  assert.equal(reportOf(ended).verdict.class, 'cpu-bound');
  assert.ok(program.isAlive);
});

test('nothing that the program can see of itself has changed afterwards', async (context) => {
  const sandbox = new Sandbox(context);
  const program = new RunningProgram(
    context,
    `import events from 'node:events';
     const look = () => JSON.stringify({
       globals: Object.getOwnPropertyNames(globalThis),
       process: Object.getOwnPropertyNames(process),
       console: Object.getOwnPropertyNames(console),
       symbols: Object.getOwnPropertySymbols(globalThis).length,
       listeners: process.eventNames().map((name) => [String(name), process.listenerCount(name)]),
       resources: process.getActiveResourcesInfo(),
       limit: Error.stackTraceLimit,
       prepare: String(Error.prepareStackTrace),
       profile: console.profile === profileBefore,
     });
     const profileBefore = console.profile;
     let before = '';
     process.on('SIGUSR2', () => {
       if (before === '') console.log((before = look(), 'before'));
       else { const now = look(); console.log(now === before ? 'same' : 'changed ' + before + ' ' + now); }
     });
     setInterval(() => {}, 100);
     console.log('ready');`,
  );
  await program.seen(/ready/);
  program.child.kill('SIGUSR2');
  await program.seen(/before/);
  const ended = await sandbox.run(['attach', String(program.pid), '--duration', '1.5', '--json']);
  assert.equal(ended.status, 0, ended.stderr);
  program.child.kill('SIGUSR2');
  const [text] = await program.seen(/^(?:same|changed.*)$/m);
  assert.equal(text, 'same');
});

test('an inspector that was open stays open', async (context) => {
  const sandbox = new Sandbox(context);
  const program = new RunningProgram(context, spin, ['--inspect=127.0.0.1:0', '--input-type=module']);
  const [, address] = await program.seen(/listening on ws:\/\/(127\.0\.0\.1:\d+)\//);
  await program.seen(/ready/);
  const ended = await sandbox.run(['attach', address!, '--duration', '2', '--json']);
  assert.equal(ended.status, 0, ended.stderr);
  const report = reportOf(ended);
  assert.equal(report.verdict.class, 'cpu-bound', report.verdict.summary);
  assert.doesNotMatch(ended.stderr, /Opened the inspector/);
  const answer = await fetch(`http://${address}/json/list`);
  assert.equal(answer.status, 200);
});
