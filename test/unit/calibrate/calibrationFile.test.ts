import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { machineKey, type Machine } from '../../../src/profiler/capture/machine.ts';
import { calibrationOf } from '../../../src/profiler/trial/calibrate/calibrationOf.ts';
import {
  calibrationsFolder,
  readCalibration,
  writeCalibration,
} from '../../../src/profiler/trial/calibrate/calibrationFile.ts';
import { knownMachine, learn } from '../../../src/profiler/trial/calibrate/knownMachine.ts';
import { quiet } from './sampleMeasurements.ts';

const calibration = calibrationOf({ measurements: quiet, quotaCores: null, measuredAt: '2026-01-01T00:00:00.000Z' });

function home(context: TestContext): NodeJS.ProcessEnv {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'calibration-'));
  context.after(() => rmSync(folder, { recursive: true }));
  return { CONCURRENCY_PROFILER_HOME: folder };
}

test('a calibration is found again for its Node version, with or without the v, and for no other', async (context) => {
  const env = home(context);
  assert.equal(await readCalibration('22.1.0', env), null);
  await writeCalibration(calibration, env);
  assert.deepEqual(await readCalibration('22.1.0', env), calibration);
  assert.deepEqual(await readCalibration('v22.1.0', env), calibration);
  assert.equal(await readCalibration('22.1.1', env), null);
});

test('files that are broken, of another method, or without a number are as good as none', async (context) => {
  const env = home(context);
  await writeCalibration(calibration, env);
  const file = path.join(calibrationsFolder(env), readdirSync(calibrationsFolder(env))[0]!);
  const whole = readFileSync(file, 'utf8');
  const stored = JSON.parse(whole) as { method: number; calibration: Record<string, unknown> };
  const broken = [
    whole.slice(0, whole.length / 2),
    '',
    'null',
    '[]',
    JSON.stringify({ ...stored, method: stored.method + 1 }),
    JSON.stringify({ ...stored, calibration: { ...stored.calibration, workerSpawnMs: 0 } }),
    JSON.stringify({ ...stored, calibration: { ...stored.calibration, workerBytesPerMs: null } }),
    JSON.stringify({ ...stored, calibration: { ...stored.calibration, scaling: [{}] } }),
  ];
  for (const text of broken) {
    writeFileSync(file, text);
    assert.equal(await readCalibration('22.1.0', env), null, text.slice(0, 60));
  }
  writeFileSync(file, whole);
  assert.deepEqual(await readCalibration('22.1.0', env), calibration);
});

test('a machine is another when its processors, quota or memory are', () => {
  const machine: Machine = {
    platform: 'linux',
    arch: 'x64',
    cpuModel: 'CPU',
    cpuCount: 4,
    quotaCores: null,
    memoryBytes: 16 * 2 ** 30,
  };
  const changes: Partial<Machine>[] = [
    { cpuModel: 'other CPU' },
    { cpuCount: 8 },
    { quotaCores: 2 },
    { memoryBytes: 8 * 2 ** 30 },
    { arch: 'arm64' },
  ];
  const keys = [machine, ...changes.map((change) => ({ ...machine, ...change }))].map(machineKey);
  assert.equal(new Set(keys).size, keys.length);
  assert.equal(machineKey({ ...machine, memoryBytes: machine.memoryBytes - 2 ** 20 }), keys[0]);
  assert.match(keys[0]!, /^[\da-f]+$/);
});

test('what trials taught is kept beside the calibration and survives without one', async (context) => {
  const env = home(context);
  const about = { nodeVersion: '22.1.0', cpuCount: 4 };
  assert.equal(await knownMachine(about, env), undefined);
  const tested = {
    trialId: 'one',
    startedAt: '2026-01-01T00:00:00.000Z',
    target: '/app/main.js:3 crunch',
    model: 'worker-threads',
    predicted: 4,
    measured: 2,
  } as const;
  await learn([tested], env);
  await learn([tested], env);
  const known = await knownMachine(about, env);
  assert.equal(known?.measuredAt, null);
  assert.equal(known?.corrections?.['worker-threads']?.trials, 1);
  await writeCalibration(calibration, env);
  assert.equal((await knownMachine(about, env))?.measuredAt, calibration.measuredAt);
  assert.equal((await knownMachine(about, env))?.corrections?.['worker-threads']?.trials, 1);
});
