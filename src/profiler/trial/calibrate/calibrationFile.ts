/** The calibrations of this machine, one file a Node version. */
import path from 'node:path';
import type { Calibration, ScalingPoint } from '../../advice/calibration.ts';
import { readJson, writeJson } from '../../capture/jsonFile.ts';
import { machineKey, thisMachine, type Machine } from '../../capture/machine.ts';
import { stateFolder } from '../../capture/stateFolder.ts';

/** Raised when what is measured, or how, changes so that older numbers mean something else. */
const methodVersion = 1;

interface StoredCalibration {
  readonly method: number;
  /** For a reader of the file; the name alone decides. */
  readonly machine: Machine;
  readonly calibration: Calibration;
}

/** Null where none was measured, or what is stored is broken or of another version of the method. */
export async function readCalibration(nodeVersion: string, env = process.env): Promise<Calibration | null> {
  const stored = (await readJson(fileOf(nodeVersion, thisMachine(), env))) as Partial<StoredCalibration> | null;
  const found = stored?.method === methodVersion ? stored.calibration : undefined;
  return found && isCalibration(found) ? found : null;
}

/** Rejects with the error of the file system. */
export async function writeCalibration(calibration: Calibration, env = process.env): Promise<void> {
  const machine = thisMachine();
  const stored: StoredCalibration = { method: methodVersion, machine, calibration };
  await writeJson(fileOf(calibration.nodeVersion, machine, env), stored);
}

export const calibrationsFolder = (env = process.env): string => path.join(stateFolder(env), 'calibrations');

const fileOf = (nodeVersion: string, machine: Machine, env: NodeJS.ProcessEnv): string =>
  path.join(calibrationsFolder(env), `${machineKey(machine)}-node-${fileName(nodeVersion)}.json`);

/** With and without the leading v it is the same version. */
const fileName = (nodeVersion: string): string => nodeVersion.replace(/^v/, '').replaceAll(/[^\w.-]/g, '_');

const isPositive = (value: unknown): boolean => typeof value === 'number' && value > 0 && Number.isFinite(value);
const arePositive = (value: object | undefined, names: readonly string[]): boolean =>
  typeof value === 'object' &&
  value !== null &&
  names.every((name) => isPositive((value as Record<string, unknown>)[name]));
const shapes = ['objects', 'string', 'typedArray'];
const costs = [
  ...['usableCores', 'workerSpawnMs', 'processSpawnMs', 'roundTripMs', 'processRoundTripMs'],
  ...['workerRssBytes', 'processRssBytes', 'transferMs'],
];
const areScaling = (points: readonly ScalingPoint[] | undefined): boolean =>
  Array.isArray(points) && points.every((point: ScalingPoint) => arePositive(point, ['threads', 'speedup']));

/** Everything that advice divides by or multiplies with. */
export const isCalibration = (one: Calibration): boolean =>
  one.schemaVersion === 1 &&
  arePositive(one, costs) &&
  arePositive(one.workerBytesPerMs, shapes) &&
  arePositive(one.processBytesPerMs, shapes) &&
  areScaling(one.scaling) &&
  areScaling(one.poolScaling);
