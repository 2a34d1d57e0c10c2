/**
 * `npm test`: installs, builds, checks types and lint, runs the unit and process tests, and those of the panel
 * where there is a Chromium.
 * `npm test -- unit` or `npm test -- path/to/file.test.ts` runs a part of them, without the checks.
 */
import { ensureInstalled, root, run } from './setup.mjs';
import { readdirSync } from 'node:fs';
import path from 'node:path';

ensureInstalled();
const { build } = await import('./build.mjs');
await build();

const wanted = process.argv.slice(2);
if (wanted.length === 0) run(process.execPath, ['scripts/check.mjs']);

const suites = ['unit', 'process', 'browser'];
const files = (wanted.length === 0 ? suites : wanted).flatMap((name) =>
  suites.includes(name) ? testsIn(`test/${name}`) : [name],
);
// `node --test` of Node 20 takes no globs; the files are named.
run(process.execPath, ['--import', 'tsx', '--test', '--test-concurrency=2', '--test-reporter=spec', ...files]);

function testsIn(folder) {
  return readdirSync(path.join(root, folder), { recursive: true })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => path.join(folder, file))
    .sort();
}
