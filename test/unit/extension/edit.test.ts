/** Applying a recommendation: whether it still fits the text, and how its packages are installed. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { fitOf } from '../../../src/extension/edit/measuredText.ts';
import { isInstalled, packageManagerOf } from '../../../src/extension/edit/packageManager.ts';
import type { RecommendedAction } from '../../../src/profiler/report.ts';

const file = '/project/fetch.js';
const text = 'for (const id of ids) await fetchOrder(id);\n';
const sha256 = createHash('sha256').update(text).digest('hex');
const report = { sources: [{ file, sha256 }] };
const bound: RecommendedAction = { kind: 'bound-awaits', location: { file, line: 1, column: 23 }, limit: 8 };
const holding = (files: Record<string, string>) => ({ read: (name: string) => files[name] ?? null });
const reading = (files: Record<string, string>) => holding(files).read;

test('an action fits the very text that was measured, and no other', () => {
  assert.equal(fitOf(bound, report, holding({ [file]: text })), 'same');
  assert.equal(fitOf(bound, report, holding({ [file]: `${text}\n` })), 'changed');
  assert.equal(fitOf(bound, report, holding({})), 'missing');
  assert.equal(fitOf(bound, { sources: [] }, holding({ [file]: text })), 'not-measured');
});

test('the size of the thread pool does not depend on the text of the program', () => {
  assert.equal(fitOf({ kind: 'set-pool-size', file, size: 8 }, report, holding({})), 'same');
  assert.equal(fitOf({ kind: 'run-in-cluster', file, size: 2 }, report, holding({ [file]: 'other' })), 'changed');
});

for (const [lockFile, manager] of [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
] as const) {
  test(`${lockFile} means ${manager}, also from a folder below`, () => {
    assert.equal(packageManagerOf('/project/packages/one', reading({ [`/project/${lockFile}`]: '' })), manager);
  });
}

test('the packageManager field wins over a lock file beside it, and the nearest folder over those above', () => {
  const files = { '/project/package.json': '{"packageManager":"pnpm@9.1.0+sha512.abc"}', '/project/yarn.lock': '' };
  assert.equal(packageManagerOf('/project', reading(files)), 'pnpm');
  assert.equal(packageManagerOf('/project/one', reading({ ...files, '/project/one/package-lock.json': '' })), 'npm');
  assert.equal(packageManagerOf('/project', reading({ '/project/package.json': 'no JSON' })), 'npm');
});

test('a package is installed where Node would find it', () => {
  const files = { '/project/node_modules/p-map/package.json': '{}' };
  assert.ok(isInstalled('p-map', '/project/packages/one', reading(files)));
  assert.ok(!isInstalled('piscina', '/project/packages/one', reading(files)));
  assert.ok(!isInstalled('p-map', '/elsewhere', reading(files)));
});
