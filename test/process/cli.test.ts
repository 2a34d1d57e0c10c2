/** The command line on real programs: what goes in and out of them, how they end, and what is told. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { CpuProfile } from '../../src/profiler/capture/format/profiles.ts';
import { busyThen, reportOf, Sandbox } from './cliProgram.ts';

test('the program keeps its streams, arguments and exit code; the report follows', async (context) => {
  const sandbox = new Sandbox(context);
  sandbox.write(
    'program.js',
    `const { argv, execArgv, env } = process;
     console.log('out', JSON.stringify({ args: argv.slice(2), execArgv, options: env.NODE_OPTIONS }));
     console.error('err');
     process.stdin.on('data', (text) => process.stdout.write('in ' + text)).on('end', () => process.exit(3));`,
  );
  const ended = await sandbox.run(['run', 'program.js', '--json', 'a b'], {
    input: 'hello\n',
    env: { NODE_OPTIONS: '--max-old-space-size=512' },
  });
  assert.equal(ended.status, 3);
  assert.ok(
    ended.stdout.startsWith(
      'out {"args":["--json","a b"],"execArgv":[],"options":"--max-old-space-size=512"}\nin hello\n',
    ),
    ended.stdout,
  );
  assert.match(ended.stderr, /^err$/m);
  assert.match(ended.stdout, /Ended with exit code 3/);
  assert.equal(sandbox.captures().length, 1);
  assert.ok(ended.stdout.includes(sandbox.captures()[0]!), 'it says where the capture lies');
});

test('--json prints the report alone on stdout, and the program’s output on stderr', async (context) => {
  const sandbox = new Sandbox(context);
  sandbox.write('program.js', busyThen('console.log("from the program")'));
  const ended = await sandbox.run(['run', '--json', '--out', 'captures here', 'program.js']);
  const report = reportOf(ended);
  assert.equal(ended.status, 0);
  assert.equal(report.schemaVersion, 1);
  assert.deepEqual(report.run.command, ['node', 'program.js']);
  assert.deepEqual(report.run.exit, { code: 0, signal: null, reason: 'exited' });
  assert.equal(report.hotFunctions[0]?.name, 'busy');
  assert.match(ended.stderr, /^from the program$/m);
  assert.deepEqual(sandbox.captures(), [], 'nothing in the state folder with --out');

  const again = await sandbox.run(['report', 'captures here', '--json']);
  assert.deepEqual(reportOf(again), report);
});

test('TypeScript is measured on the lines that were written', async (context) => {
  const program = path.resolve(import.meta.dirname, '../fixtures/programs/typescript-lines.ts');
  const report = reportOf(await new Sandbox(context).run(['run', '--json', program]));
  const spin = report.hotFunctions.find(({ name }) => name === 'spin');
  assert.equal(spin?.location?.file, program);
  assert.equal(spin.location.line, 14);
  // tsx puts the whole function on one line, which no map can part again: no lines are better than wrong ones.
  const stripsTypes = Boolean((process.features as { typescript?: unknown }).typescript);
  const hottest = [...spin.lines].sort((one, other) => other.selfMs - one.selfMs)[0];
  assert.equal(hottest?.line, stripsTypes ? 17 : undefined);
});

test('calls are counted exactly by a second, silent run', async (context) => {
  const sandbox = new Sandbox(context);
  sandbox.write(
    'program.js',
    busyThen('function counted() { return 1; }\nfor (let i = 0; i < 1234; i++) counted();\nconsole.log("once");'),
  );
  const ended = await sandbox.run(['run', '--json', '--count-calls', 'program.js']);
  const busy = reportOf(ended).hotFunctions.find(({ name }) => name === 'busy');
  assert.equal(busy?.calls, 1);
  assert.equal(ended.stderr.match(/^once$/gm)?.length, 1);
  const counts = JSON.parse(readFileSync(path.join(sandbox.captures()[0]!, 'call-counts.json'), 'utf8')) as {
    functionName: string;
    count: number;
  }[];
  assert.equal(counts.find(({ functionName }) => functionName === 'counted')?.count, 1234);
});

test('a program that fails at once shows its own error and still leaves a capture that says so', async (context) => {
  const sandbox = new Sandbox(context);
  sandbox.write('throws.js', 'throw new Error("boom")');
  sandbox.write('syntax.js', 'let x = ;');
  for (const [script, message] of [
    ['throws.js', /Error: boom/],
    ['syntax.js', /SyntaxError/],
  ] as const) {
    const ended = await sandbox.run(['run', '--json', script]);
    assert.equal(ended.status, 1);
    assert.match(ended.stderr, message);
    const { verdict, run } = reportOf(ended);
    assert.equal(verdict.class, 'insufficient-data');
    assert.match(verdict.summary, /too short/);
    assert.equal(run.exit.code, 1);
  }
  assert.equal(sandbox.captures().length, 2);
});

test('the HTML report holds its data and needs nothing else', async (context) => {
  const sandbox = new Sandbox(context);
  sandbox.write('program.js', busyThen(''));
  const ended = await sandbox.run(['run', '--html', '--', 'program.js']);
  const [capture] = sandbox.captures();
  const file = path.join(capture!, 'report.html');
  assert.ok(ended.stdout.includes(file));
  const page = readFileSync(file, 'utf8');
  const data = /<script type="application\/json" id="report-data">(.*)<\/script>/.exec(page)?.[1];
  const { report, capture: info } = JSON.parse(data ?? '') as {
    report: { hotFunctions: { name: string }[] };
    capture: { title: string };
  };
  assert.equal(report.hotFunctions[0]?.name, 'busy');
  assert.equal(info.title, 'program.js');
  const profiles = [...page.matchAll(/ data-profile="(\d+-0)">([^<]+)</g)];
  assert.equal(profiles.length, 1);
  const profile = JSON.parse(gunzipSync(Buffer.from(profiles[0]?.[2] ?? '', 'base64')).toString()) as CpuProfile;
  assert.ok(profile.nodes.some(({ callFrame }) => callFrame.functionName === 'busy'));
  assert.doesNotMatch(page.slice(0, page.indexOf('<style>')), /https?:/);

  const elsewhere = path.join(sandbox.dir, 'elsewhere.html');
  assert.equal((await sandbox.run(['report', capture!, '--html', 'elsewhere.html'])).stdout, `${elsewhere}\n`);
  const unwritable = await sandbox.run(['report', capture!, '--html', 'missing/folder.html']);
  assert.equal(unwritable.status, 70);
  assert.match(unwritable.stderr, /folder\.html cannot be written \(ENOENT\)/);
});

test('bad input gets one sentence and status 70', async (context) => {
  const sandbox = new Sandbox(context);
  sandbox.write('fine.js', '');
  sandbox.write('data.json', '{}');
  sandbox.write('script.py', 'print()');
  sandbox.write('folder/fine.js', '');
  const oldNode = sandbox.write('old-node', '#!/bin/sh\necho v16.20.2\n');
  const notNode = sandbox.write('not-node', '#!/bin/sh\nexit 4\n');
  await import('node:fs/promises').then(async ({ chmod }) => {
    for (const file of [oldNode, notNode]) await chmod(file, 0o755);
  });
  const cases: [args: string[], sentence: RegExp][] = [
    [['run', 'missing.js'], /There is no file .*missing\.js/],
    [['run', 'folder'], /is a folder/],
    [['run', 'script.py'], /is not a program that Node\.js can run/],
    [['run', 'data.json'], /is not a program that Node\.js can run/],
    [['run', '--node', './no-such-node', 'fine.js'], /no Node\.js binary at \.\/no-such-node/],
    [['run', '--node', oldNode, 'fine.js'], /is Node\.js 16\.20\.2; profiling needs 18/],
    [['run', '--node', notNode, 'fine.js'], /did not answer like a Node\.js binary \(exit code 4\)/],
    [['run', '--out', 'fine.js', 'fine.js'], /cannot be written to .*fine\.js \(ENOTDIR\)/],
    [['run', '--out', '/proc/nowhere', 'fine.js'], /cannot be written to \/proc\/nowhere/],
    [['run', '--cpu-interval', 'often', 'fine.js'], /--cpu-interval takes a number above 0, not "often"/],
    [['run'], /No program is named/],
    [['report', 'folder'], /is not a capture/],
    [['report', 'nowhere'], /There is no folder/],
    [['calibrate', 'now'], /"now" is one operand too many/],
    [['fly'], /no command "fly"/],
    [[], /No command is named/],
  ];
  for (const [args, sentence] of cases) {
    const { status, stdout, stderr } = await sandbox.run(args);
    assert.equal(status, 70, args.join(' '));
    assert.equal(stdout, '');
    assert.match(stderr, sentence);
    assert.match(stderr, /^profile-concurrency: [^\n]+\n$/, 'one line');
  }
  assert.deepEqual(sandbox.captures(), []);
});

test('an engine that this Node cannot load is refused in one line, before the program runs', async (context) => {
  const sandbox = new Sandbox(context);
  sandbox.write('program.js', 'console.log("ran");');
  const ended = await sandbox.run(['run', '--engine', 'v8-profiler-next', 'program.js'], { cli: sandbox.copyTool() });
  assert.equal(ended.status, 70);
  assert.doesNotMatch(ended.stdout, /ran/);
  assert.match(ended.stderr, /v8-profiler-next could not be loaded by Node .*--engine inspector/);
  assert.deepEqual(sandbox.captures(), []);
});
