/** What cannot be attached to is told in one sentence, and nothing happens to it. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { RunningProgram } from './attachProgram.ts';
import { nodePath, runPlain } from './agentHarness.ts';
import { Sandbox, type Ended } from './cliProgram.ts';

function checkRefused(ended: Ended, sentence: RegExp): void {
  assert.equal(ended.status, 70, ended.stderr);
  assert.equal(ended.stdout, '');
  const lines = ended.stderr.split('\n').filter((line) => line.startsWith('profile-concurrency:'));
  assert.equal(lines.length, 1, ended.stderr);
  assert.match(lines[0]!, sentence);
}

const attach = (context: TestContext, target: string) =>
  new Sandbox(context).run(['attach', target, '--duration', '1', '--json']);

test('a process that is not there', async (context) => {
  const gone = spawn(nodePath, ['--eval', '0'], { stdio: 'ignore' });
  await once(gone, 'exit');
  checkRefused(await attach(context, String(gone.pid)), /There is no process \d+/);
});

test('a process that is not Node is not signalled', { skip: process.platform === 'win32' }, async (context) => {
  const sleeper = spawn('sleep', ['600'], { stdio: 'ignore' });
  context.after(() => sleeper.kill('SIGKILL'));
  checkRefused(await attach(context, String(sleeper.pid)), /is sleep, not Node\.js/);
  assert.equal(sleeper.exitCode ?? sleeper.signalCode, null);
});

test('a program that has SIGUSR1 disabled lives on', async (context) => {
  const { code } = await runPlain(['--disable-sigusr1', '--eval', '0']);
  if (code !== 0) return context.skip('this Node version has no such option');
  const program = new RunningProgram(context, `setInterval(() => {}, 1000); console.log('ready');`, [
    '--disable-sigusr1',
  ]);
  await program.seen(/ready/);
  checkRefused(await attach(context, String(program.pid)), /does not open its inspector on SIGUSR1/);
  assert.ok(program.isAlive);
});

test('a program that V8 would hang while it is sampled is left alone', async (context) => {
  const program = new RunningProgram(context, `setInterval(() => {}, 1000); console.log('ready');`, [
    '--interpreted_frames_native_stack',
  ]);
  await program.seen(/ready/);
  const { stdout: version } = await runPlain(['--print', 'process.versions.node']);
  if (Number.parseInt(version) >= 22) return context.skip('this Node version can be sampled');
  checkRefused(await attach(context, String(program.pid)), /runs with --interpreted-frames-native-stack/);
  assert.ok(program.isAlive);
  return undefined;
});

test('a program that handles SIGUSR1 itself is named as such', async (context) => {
  const program = new RunningProgram(
    context,
    `process.on('SIGUSR1', () => console.log('mine')); setInterval(() => {}, 1000); console.log('ready');`,
  );
  await program.seen(/ready/);
  checkRefused(await attach(context, String(program.pid)), /handles SIGUSR1 itself/);
  assert.ok(program.isAlive);
});

test('an address where nobody is', async (context) => {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  checkRefused(await attach(context, `127.0.0.1:${port}`), /Nothing answers on 127\.0\.0\.1:\d+ \(ECONNREFUSED\)/);
});

test('an address with something else behind it', async (context) => {
  const web = http.createServer((_request, response) => response.end('<h1>shop</h1>')).listen(0, '127.0.0.1');
  const other = net.createServer((socket) => socket.end('220 mail ready\r\n')).listen(0, '127.0.0.1');
  context.after(() => {
    web.close();
    other.close();
  });
  for (const server of [web, other]) {
    if (!server.listening) await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    checkRefused(await attach(context, `127.0.0.1:${port}`), /is not the inspector of a program/);
  }
});

test('words that name nothing', async (context) => {
  checkRefused(await attach(context, 'server.js'), /neither a process id nor an address/);
  checkRefused(await new Sandbox(context).run(['attach']), /No process id and no address/);
  checkRefused(await new Sandbox(context).run(['attach', '1', '--duration', 'x']), /--duration takes a number/);
});
