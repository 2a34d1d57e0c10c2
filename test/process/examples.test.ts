/** Each example's name promises a class; the measured report must keep the promise. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import type { Report } from '../../src/profiler/report.ts';

const root = path.resolve(import.meta.dirname, '../..');
const classes = ['cpu-bound', 'io-bound', 'mixed', 'insufficient-data'] as const;

async function profile(example: string): Promise<Report> {
  const outDir = mkdtempSync(path.join(tmpdir(), 'example-'));
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        'dist/cli.js',
        'run',
        '--no-calibrate',
        '--json',
        '--out',
        path.join(outDir, 'capture'),
        '--',
        path.join('examples', example),
      ],
      { cwd: root, maxBuffer: 64 * 2 ** 20 },
    );
    return JSON.parse(stdout) as Report;
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

/** 1-based line of the first occurrence of `text` in an example. */
function lineOf(text: string, example: string): number {
  return (
    readFileSync(path.join(root, 'examples', example), 'utf8')
      .split('\n')
      .findIndex((line) => line.includes(text)) + 1
  );
}

/** Beyond the class: what the example's first comment says that the profiler should find. */
const expectations: Record<string, (report: Report) => void> = {
  'cpu-bound-javascript.mjs': (report) => {
    assert.equal(report.verdict.cause, 'javascript');
    assert.equal(report.hotFunctions[0]?.name, 'editDistance');
    assert.equal(report.hotFunctions[0]?.location?.line, lineOf('function editDistance', 'cpu-bound-javascript.mjs'));
    // Called 180,000 times, a few microseconds each: the loop over the pairs is what a worker can take over.
    const workers = report.recommendations.find(({ id }) => id === 'worker-threads');
    if (report.run.cpuCount > 1) assert.equal(workers?.target?.name, 'nearDuplicates');
  },
  'cpu-bound-typescript.ts': (report) => {
    const place = report.hotFunctions[0];
    assert.equal(place?.name, 'place');
    assert.ok(place.location?.file.endsWith('cpu-bound-typescript.ts'));
    assert.equal(place.location?.line, lineOf('function place', 'cpu-bound-typescript.ts'));
    assert.ok(place.totalMs <= report.run.wallMs, 'a recursive function is counted once a stack');
  },
  'cpu-bound-native.cjs': (report) => assert.equal(report.verdict.cause, 'native'),
  'cpu-bound-thread-pool.mjs': (report) => {
    assert.equal(report.verdict.cause, 'thread-pool');
    assert.ok(report.verdict.offThreadCpuMs.threadPool > report.verdict.offThreadCpuMs.workers);
  },
  'cpu-bound-workers.mjs': (report) => {
    assert.equal(report.verdict.cause, 'workers');
    assert.equal(report.hotFunctions[0]?.name, 'countPrimes');
    assert.equal(report.threads.filter((thread) => thread.kind === 'worker').length, 2);
  },
  'cpu-bound-garbage.mjs': (report) => {
    // `addToIndex`, or the top level once V8 has inlined it there: heap samples have no lines to tell them apart.
    const grown = report.memory.growth.find((row) => row.location?.file.endsWith('cpu-bound-garbage.mjs'));
    assert.ok(grown !== undefined && grown.deltaBytes > 10e6, JSON.stringify(report.memory.growth.slice(0, 3)));
  },
  'io-bound-serial-awaits.mjs': (report) => assert.equal(report.verdict.cause, 'serial-awaits'),
  'io-bound-concurrent.mjs': (report) => assert.equal(report.verdict.cause, 'concurrent-io'),
  'io-bound-blocking-sleep.cjs': (report) => {
    assert.equal(report.verdict.cause, 'lock');
    assert.ok(report.verdict.budget.blocked > 0.7);
  },
};

for (const example of readdirSync(path.join(root, 'examples')).filter((file) => /\.[cm]?[jt]s$/.test(file))) {
  test(`examples/${example} gets the verdict that its name promises`, async () => {
    const promised = classes.find((name) => example.startsWith(name));
    const report = await profile(example);
    assert.equal(report.verdict.class, promised, report.verdict.summary);
    expectations[example]?.(report);
  });
}
