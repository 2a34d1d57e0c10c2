/**
 * `npm run test:versions`: the process tests on other Node versions. The npm package `node` brings a binary of each; they are
 * kept under node_modules/.cache and depended on by nothing.
 * `npm run test:versions -- 18 26` tests these alone; `-- 24 stuck` only the files with "stuck" in their names.
 */
import { ensureInstalled, root, run } from './setup.mjs';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Besides the one that runs this script. */
const otherMajors = ['18', '22', '24', '26'];
/** What depends on the version of the program's Node. */
const versionedTests = /^(agent|stuck|cluster|cliStop|trial)/;

const asked = process.argv.slice(2);
const majors = asked.filter((word) => /^\d+$/.test(word));
const parts = asked.filter((word) => !/^\d+$/.test(word));

ensureInstalled();
const { build } = await import('./build.mjs');
await build();

const files = readdirSync(path.join(root, 'test/process'))
  .filter((name) => name.endsWith('.test.ts') && versionedTests.test(name))
  .filter((name) => parts.length === 0 || parts.some((part) => name.includes(part)))
  .map((name) => path.join('test/process', name))
  .sort();

const failed = [];
for (const major of majors.length === 0 ? otherMajors : majors) {
  const started = Date.now();
  const status = await test(nodeOf(major));
  console.log(`Node ${major}: ${status === 0 ? 'passed' : 'failed'}, ${Math.round((Date.now() - started) / 1000)} s\n`);
  if (status !== 0) failed.push(major);
}
if (failed.length > 0) {
  console.error(`Failed on Node ${failed.join(', ')}.`);
  process.exit(1);
}

function nodeOf(major) {
  const folder = path.join(root, 'node_modules/.cache/node-versions', `v${major}`);
  const binary = path.join(folder, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    run(npm, [
      'install',
      '--prefix',
      folder,
      '--no-save',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      `node@${major}`,
    ]);
  }
  return binary;
}

function test(binary) {
  const args = ['--import', 'tsx', '--test', '--test-concurrency=2', '--test-reporter=spec', ...files];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, AGENT_NODE: binary },
    stdio: 'inherit',
  });
  return new Promise((resolve) => child.once('exit', resolve));
}
