/** Trials of real functions in processes of a real Node; with AGENT_NODE of another one. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { UserError } from '../../src/profiler/errors.ts';
import type { TrialOptions, TrialProgress } from '../../src/profiler/trial/api.ts';
import { runTrial } from '../../src/profiler/trial/runTrial.ts';
import type { TrialModel, TrialResult } from '../../src/profiler/trialResult.ts';
import { isAlive } from './cliProgram.ts';

const programs = path.resolve(import.meta.dirname, '../fixtures/programs/trial');
const nodePath = process.env['AGENT_NODE'] ?? process.execPath;

function trial(exportName: string, values: readonly unknown[], more: Partial<TrialOptions> = {}): Promise<TrialResult> {
  return runTrial({
    module: 'functions.mjs',
    exportName,
    inputs: { kind: 'values', values },
    cwd: programs,
    nodePath,
    repeat: 2,
    sizes: [2],
    env: { NODE_OPTIONS: '' },
    ...more,
  });
}

const times = (count: number, value: unknown) => Array.from({ length: count }, () => value);
const modelsOf = ({ variants }: TrialResult) => variants.map(({ model }) => model);
const variantOf = ({ variants }: TrialResult, model: TrialModel) => {
  const found = variants.find((one) => one.model === model);
  assert.ok(found, `${model} was measured`);
  return found;
};
const refusalOf = ({ refused }: TrialResult, model: TrialModel) =>
  refused.find((one) => one.model === model)?.reason ?? 'not refused';

async function refused(promise: Promise<TrialResult>, code: string, text: RegExp): Promise<void> {
  await assert.rejects(promise, (error) => {
    assert.ok(error instanceof UserError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, text);
    return true;
  });
}

/** Where the fixture's processes write their ids. */
function pidFile(context: TestContext): { env: Record<string, string>; pids: () => number[] } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'trial-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'pids');
  return {
    env: { NODE_OPTIONS: '', TRIAL_TEST_PIDS: file },
    pids: () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map(Number) : []),
  };
}

test('waiting overlaps: calls in flight are many times as fast, and no process is left behind', async (context) => {
  const { env, pids } = pidFile(context);
  const progress: TrialProgress[] = [];
  const result = await trial('waits', times(24, 30), {
    env,
    sizes: undefined,
    repeat: 5,
    models: ['async', 'processes'],
    onProgress: (one) => progress.push(one),
  });
  assert.equal(result.exit, 'finished');
  assert.deepEqual(modelsOf(result), ['serial', 'async', 'processes']);
  const best = variantOf(result, 'async');
  assert.equal(result.best?.model, 'async');
  assert.ok(best.speedup.low > 3, `${best.speedup.low}`);
  assert.ok((best.size ?? 0) >= 8, `${best.size}`);
  assert.equal(best.sameResults, true);
  assert.equal(best.errors, 0);
  assert.equal(best.wallMs.length, 5);
  assert.ok(best.meanMs >= 29 && best.p99Ms >= best.meanMs, `${best.meanMs} ${best.p99Ms}`);
  const stages = [...new Set(progress.map(({ stage }) => stage))];
  assert.deepEqual(stages, ['preparing', 'searching', 'measuring', 'finishing']);
  assert.ok(progress.every(({ done }, index) => index === 0 || done >= progress[index - 1]!.done));
  // The serial host, one a size of async, and for processes a host and its children each.
  assert.ok(pids().length > 5, `${pids().length}`);
  assert.deepEqual(pids().filter(isAlive), []);
});

test('computing is measured on workers and processes, with the CPU of all of them', async () => {
  const result = await trial('computes', times(12, 2_000_000));
  assert.deepEqual(modelsOf(result), ['serial', 'worker-threads', 'processes']);
  assert.match(refusalOf(result, 'async'), /computes without awaiting/);
  const serial = variantOf(result, 'serial');
  assert.deepEqual(serial.speedup, { low: 1, expected: 1, high: 1 });
  for (const model of ['worker-threads', 'processes'] as const) {
    const variant = variantOf(result, model);
    assert.equal(variant.size, 2);
    assert.equal(variant.sameResults, true);
    assert.equal(variant.errors, 0);
    assert.ok(variant.startMs > 1, `${variant.startMs}`);
    // The same work, wherever it is done; a busy machine with hyper-threads stretches it.
    assert.ok(
      variant.cpuMs > 0.5 * serial.cpuMs && variant.cpuMs < 3 * serial.cpuMs,
      `${variant.cpuMs} ${serial.cpuMs}`,
    );
  }
  const rss = (model: TrialModel) => variantOf(result, model).peakRssBytes;
  // Three processes against one.
  assert.ok(rss('processes') > 2 * rss('serial'), `${rss('processes')} ${rss('serial')}`);
  assert.equal(result.repeat, 2);
  assert.match(result.function.location?.file ?? '', /functions\.mjs$/);
});

test('a search measures at least four sizes and fits the scaling law to them', async () => {
  const result = await trial('computes', times(16, 300_000), { sizes: undefined, models: ['worker-threads'] });
  const { scaling } = variantOf(result, 'worker-threads');
  assert.ok(scaling && scaling.points.length >= 4, JSON.stringify(scaling));
  assert.ok(scaling.gamma > 0 && scaling.alpha >= 0 && scaling.beta >= 0);
});

test('arguments are spread where that is asked for, and recognised where it is not', async () => {
  const spread = await trial(
    'adds',
    [
      [1, 2],
      [3, 4],
    ],
    { spread: true, models: ['worker-threads'] },
  );
  assert.equal(variantOf(spread, 'worker-threads').sameResults, true);
  const packed = await trial(
    'adds',
    [
      [1, 2],
      [3, 4],
    ],
    { models: [] },
  );
  assert.match(packed.warnings.join('\n'), /--spread/);
});

test('TypeScript and CommonJS modules, typed arrays as inputs, and one input many times', async () => {
  const typed = await trial('total', times(4, { price: 3, count: 1000 }), {
    module: 'typed.ts',
    models: ['worker-threads', 'processes'],
  });
  assert.deepEqual(modelsOf(typed), ['serial', 'worker-threads', 'processes']);
  assert.ok(typed.variants.every(({ sameResults, errors }) => sameResults && errors === 0));
  const common = await trial('square', [], {
    module: 'common.cjs',
    inputs: { kind: 'repeated', json: '7', times: 5 },
    models: ['worker-threads'],
  });
  assert.equal(common.calls, 5);
  assert.equal(variantOf(common, 'worker-threads').errors, 0);
  const arrays = await trial('listLength', [], {
    inputs: { kind: 'file', file: 'inputs.mjs' },
    models: ['processes', 'distributed-queue'],
    redisUrl: 'redis://127.0.0.1:1',
  });
  assert.equal(variantOf(arrays, 'processes').sameResults, true);
  assert.match(refusalOf(arrays, 'distributed-queue'), /argument 1 is of the type Float64Array/);
});

test('what cannot be moved is refused with the part that cannot, and still runs serially', async () => {
  const result = await trial('givesFunction', [1, 2]);
  assert.deepEqual(modelsOf(result), ['serial']);
  assert.match(refusalOf(result, 'worker-threads'), /the result is a function/);
  assert.match(refusalOf(result, 'processes'), /the result is a function/);
  assert.equal(result.best, null);
  assert.match(result.conclusion, /none but the serial model/);
});

test('a class instance goes as plain data, and the loss is told', async () => {
  const result = await trial('givesMoney', [1, 2], { models: ['worker-threads'] });
  assert.equal(variantOf(result, 'worker-threads').sameResults, true);
  assert.match(result.warnings.join('\n'), /an instance of Money/);
});

test('results that differ are no gain; results that always differ are not compared', async () => {
  const other = await trial('differsInWorkers', [1, 2, 3], { models: ['worker-threads', 'async'] });
  assert.equal(variantOf(other, 'worker-threads').sameResults, false);
  assert.equal(variantOf(other, 'async').sameResults, true);
  const counter = await trial('counts', [0, 0, 0], { models: ['worker-threads'] });
  assert.equal(variantOf(counter, 'worker-threads').sameResults, true);
  assert.match(counter.warnings.join('\n'), /different results for 3 of 3 inputs/);
  assert.match(counter.warnings.join('\n'), /changes calls of its module/);
});

test('a function that changes its argument gets a new one each time, and a warning', async () => {
  const result = await trial(
    'sorts',
    [
      [3, 1, 2],
      [2, 1],
    ],
    { models: ['worker-threads'] },
  );
  assert.match(result.warnings.join('\n'), /changes its arguments/);
});

test('failing calls are counted and the first is told', async () => {
  const result = await trial('failsOnOdd', [1, 2, 3, 4], { models: ['async', 'worker-threads'] });
  for (const { errors, sameResults } of result.variants)
    assert.deepEqual({ errors, sameResults }, { errors: 2, sameResults: true });
  assert.match(result.warnings.join('\n'), /2 of 4 calls fail.*RangeError: odd: 1/);
});

test('a variant that ends its worker is refused, and the trial goes on', async () => {
  const result = await trial('exitsInWorkers', [1, 2], { models: ['async', 'worker-threads', 'processes'] });
  assert.deepEqual(modelsOf(result), ['serial', 'async', 'processes']);
  assert.match(refusalOf(result, 'worker-threads'), /exited with code: 4/);
});

test('what cannot be measured at all is refused in one sentence', async () => {
  await refused(trial('missing', [1]), 'trialExportMissing', /no export missing.* waits/);
  await refused(trial('notAFunction', [1]), 'trialNotAFunction', /\(number\)/);
  await refused(trial('NotCallable', [1]), 'trialNotAFunction', /\(class\)/);
  await refused(trial('alwaysFails', [1]), 'trialAlwaysFails', /TypeError: no such thing/);
  await refused(trial('exits', [1]), 'trialHostEnded', /exit code 3/);
  await refused(trial('waits', []), 'trialInputsNotList', /is empty|are empty|empty/);
  const repeated = { kind: 'repeated', json: '{', times: 3 } as const;
  await refused(trial('waits', [], { inputs: repeated }), 'trialInputsNotJson', /JSON/);
  const noFile = { kind: 'file', file: 'nowhere.json' } as const;
  await refused(trial('waits', [], { inputs: noFile }), 'trialInputsUnreadable', /ENOENT/);
  await refused(trial('answer', [1], { module: 'serves.mjs' }), 'trialModuleListens', /starts a server/);
  await refused(trial('waits', [1], { module: 'nowhere.mjs' }), 'scriptNotFound', /nowhere\.mjs/);
});

test('serial calls that end their process during the rounds are told in one sentence', async (context) => {
  const { env } = pidFile(context);
  const overlapped = { ...env, TRIAL_TEST_OVERLAPPED: `${env['TRIAL_TEST_PIDS']}.overlapped` };
  const ended = trial('exitsOnceOthersOverlapped', [1, 2, 3, 4], { models: ['async'], env: overlapped });
  await refused(ended, 'trialSerialEnded', /worked at first.*exit code 5/);
});

test('the time limit ends an import or a call that never does', async () => {
  await refused(trial('answer', [1], { module: 'hangs.mjs', timeLimitMs: 1500 }), 'trialImportHangs', /1\.5 s/);
  await refused(trial('never', [1], { timeLimitMs: 1500 }), 'trialTooSlow', /1\.5 s/);
});

test('inputs that take too long are blamed on themselves, not on the import', async () => {
  const inputs = (file: string) => ({ inputs: { kind: 'file', file } as const, timeLimitMs: 1500 });
  await refused(trial('computes', [], inputs('slowInputs.mjs')), 'trialInputsSlow', /^Reading the inputs .* 1\.5 s/);
  await refused(
    trial('computes', [], inputs('endsInputs.mjs')),
    'trialInputsUnusable',
    /could not be read.*exit code 5/,
  );
});

test('what is done with the inputs after the calls is not blamed on the calls', async () => {
  await refused(
    trial('makesSlowToRead', [{ size: 1 }], { timeLimitMs: 1500 }),
    'trialInputsSlow',
    /changes in the inputs.* 1\.5 s/,
  );
});

test('a short limit means fewer inputs or rounds, and says so', async () => {
  const result = await trial('waits', times(200, 40), { timeLimitMs: 6000, repeat: 20, models: ['async'], sizes: [4] });
  assert.ok(result.calls < 200 && result.calls >= 8, `${result.calls}`);
  assert.match(result.warnings.join('\n'), /Only the first \d+ of 200 inputs/);
  assert.ok(result.repeat < 20, `${result.repeat}`);
});

test('a cancelled trial gives what it has measured, and leaves nothing behind', async (context) => {
  const { env, pids } = pidFile(context);
  const stop = new AbortController();
  const result = await trial('waits', times(10, 20), {
    env,
    repeat: 1000,
    signal: stop.signal,
    onProgress: ({ text }) => text.startsWith('Round 3') && stop.abort(),
  });
  assert.equal(result.exit, 'cancelled');
  assert.equal(result.repeat, 2);
  assert.ok(variantOf(result, 'async').speedup.expected > 1);
  assert.deepEqual(pids().filter(isAlive), []);
});

test('a trial that is cancelled during its search gives what the search has measured', async (context) => {
  const { env, pids } = pidFile(context);
  const stop = new AbortController();
  const result = await trial('waits', times(16, 20), {
    env,
    sizes: undefined,
    models: ['async', 'worker-threads'],
    signal: stop.signal,
    onProgress: ({ text }) => text === 'Trying 4 calls in flight' && stop.abort(),
  });
  assert.equal(result.exit, 'cancelled');
  assert.equal(result.repeat, 0);
  assert.deepEqual(
    result.variants.map(({ model, size }) => [model, size]),
    [
      ['serial', null],
      ['async', 2],
    ],
  );
  const { speedup, callsPerSecond, sameResults } = variantOf(result, 'async');
  assert.ok(speedup.expected > 0 && callsPerSecond.expected > 0 && sameResults);
  // One measurement of each proves nothing.
  assert.equal(speedup.low, 0);
  assert.equal(result.best, null);
  assert.match(result.conclusion, /cancelled during its search.*2 calls in flight were/);
  assert.deepEqual(pids().filter(isAlive), []);
});

test('a model whose search was over keeps its best size when the next one is cut off', async () => {
  const stop = new AbortController();
  const result = await trial('waits', times(8, 20), {
    sizes: [2],
    models: ['async', 'worker-threads'],
    signal: stop.signal,
    onProgress: ({ text }) => text === 'Trying 2 workers' && stop.abort(),
  });
  assert.deepEqual(modelsOf(result), ['serial', 'async']);
  assert.equal(result.repeat, 0);
});

test('a trial that is cancelled while the function computes ends at once', async (context) => {
  const { env, pids } = pidFile(context);
  const result = await trial('never', [1], { env, signal: AbortSignal.timeout(1000) });
  assert.equal(result.exit, 'cancelled');
  assert.deepEqual(result.variants, []);
  assert.match(result.conclusion, /cancelled/);
  assert.equal(pids().length, 1);
  assert.deepEqual(pids().filter(isAlive), []);
});

const redisServer = ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'].find(
  existsSync,
);
const needsRedis = redisServer === undefined ? 'there is no redis-server on this machine' : false;

test(
  'a queue on Redis runs the jobs in child processes and leaves no key behind',
  { skip: needsRedis },
  async (context) => {
    const url = await startRedis(context);
    const result = await trial('computes', times(12, 200_000), { models: ['distributed-queue'], redisUrl: url });
    assert.deepEqual(result.refused, []);
    const queue = variantOf(result, 'distributed-queue');
    assert.equal(queue.sameResults, true);
    assert.equal(queue.errors, 0);
    assert.ok(queue.meanMs > 0 && queue.cpuMs > 0);
    const date = await trial('givesDate', [1], { models: ['distributed-queue'], redisUrl: url });
    assert.match(refusalOf(date, 'distributed-queue'), /jobs are JSON: the result is of the type Date/);
    assert.equal(await keysIn(url), 0);
  },
);

test('a Redis that does not answer refuses the queue alone', async () => {
  const result = await trial('waits', [1, 1], {
    models: ['async', 'distributed-queue'],
    redisUrl: 'redis://127.0.0.1:1',
  });
  assert.deepEqual(modelsOf(result), ['serial', 'async']);
  assert.match(refusalOf(result, 'distributed-queue'), /Redis does not answer \(ECONNREFUSED\)/);
  const unset = await trial('waits', [1, 1], { models: ['distributed-queue'] });
  assert.match(refusalOf(unset, 'distributed-queue'), /No Redis address/);
});

async function startRedis(context: TestContext): Promise<string> {
  const port = await freePort();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'redis-'));
  const server = spawn(redisServer!, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder]);
  const ended = new Promise((resolve) => server.once('exit', resolve));
  context.after(async () => {
    server.kill();
    await ended;
    rmSync(folder, { recursive: true });
  });
  await new Promise<void>((resolve, reject) => {
    server.stdout.on('data', (chunk: Buffer) => {
      if (chunk.includes('Ready to accept connections')) resolve();
    });
    server.once('exit', () => reject(new Error('redis-server ended')));
  });
  return `redis://127.0.0.1:${port}`;
}

async function keysIn(url: string): Promise<number> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url);
  try {
    return await redis.dbsize();
  } finally {
    redis.disconnect();
  }
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
