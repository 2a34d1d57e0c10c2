/** A question to the worker always gets an answer. */
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { Analysis } from '../../../src/extension/analysis.ts';
import { UserError } from '../../../src/profiler/errors.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'analysis-'));
after(() => rm(folder, { recursive: true }));

async function askWorker(name: string, source: string): Promise<unknown> {
  const file = path.join(folder, `${name}.cjs`);
  await writeFile(file, `const { parentPort, workerData } = require('node:worker_threads');\n${source}`);
  return new Analysis(file).ask({ kind: 'report', dir: '/captures/one' });
}

test('the answer arrives', async () => {
  const answer = await askWorker('answers', 'parentPort.postMessage({ ok: { dir: workerData.dir } });');
  assert.deepEqual(answer, { dir: '/captures/one' });
});

test('a sentence for the user stays one on its way out of the worker', async () => {
  const reply = { error: { code: 'notACapture', message: 'No capture.', stack: null } };
  const asked = askWorker('refuses', `parentPort.postMessage(${JSON.stringify(reply)});`);
  await assert.rejects(asked, (error) => error instanceof UserError && error.code === 'notACapture');
});

test('a mistake of ours is no sentence for the user', async () => {
  const reply = { error: { code: null, message: 'x is undefined', stack: 'at analyse' } };
  const asked = askWorker('breaks', `parentPort.postMessage(${JSON.stringify(reply)});`);
  await assert.rejects(asked, (error) => !(error instanceof UserError) && (error as Error).stack === 'at analyse');
});

test('a worker that ends without a word is an error', async () => {
  await assert.rejects(askWorker('ends', 'process.exit(3);'), { code: 'analysisEnded', message: /code 3/ });
});

test('a worker that throws is an error', async () => {
  await assert.rejects(askWorker('throws', 'throw new Error("out of luck");'), /out of luck/);
});
