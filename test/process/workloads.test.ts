/** The verdict on labelled programs of every class; `npm run test:verdicts` takes them all, and checks the labels too. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { before, describe, it } from 'node:test';

interface Row {
  readonly name: string;
  readonly expected: string;
  readonly got: string;
  readonly cause: string | null;
  readonly causes: readonly (string | null)[];
  readonly failure: string | null;
}

/** Every class; causes that no other process test has. Each lasts 1.5 s at most, and says the same on a crowded machine. */
const workloads = [
  'regex-backtracking.cjs',
  'hash-passwords-sync.cjs',
  'pool-hash-passwords.mjs',
  'fork-map.cjs',
  'spawn-sync-sleeps.cjs',
  'timers-poller.cjs',
  'phases-compute-then-idle.cjs',
  'server-idle.mjs',
];
const root = path.resolve(import.meta.dirname, '../..');

describe('labelled workloads', () => {
  let rows: readonly Row[] = [];

  before(async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'workloads-'));
    const json = path.join(folder, 'rows.json');
    const args = ['bench/verdicts.mjs', '--trust-labels', '--only', workloads.join(','), '--json', json];
    // Its exit code says whether all are right; the rows say which are not.
    await new Promise<void>((resolve) => execFile(process.execPath, args, { cwd: root }, () => resolve()));
    rows = JSON.parse(readFileSync(json, 'utf8')) as Row[];
    rmSync(folder, { recursive: true });
  });

  for (const name of workloads) {
    it(`names class and cause of ${name}`, () => {
      const row = rows.find((candidate) => candidate.name === name);
      assert.ok(row, 'was run');
      assert.equal(row.failure, null);
      assert.equal(row.got, row.expected);
      assert.ok(row.causes.includes(row.cause), `${row.cause} is none of ${row.causes.join(', ')}`);
    });
  }
});
