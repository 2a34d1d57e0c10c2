/** What is known of this machine by now: what was measured, and how predictions have fared here. */
import path from 'node:path';
import { defaultCalibration, type Calibration } from '../../advice/calibration.ts';
import { correctionsOf, type TestedPrediction } from '../../advice/corrections.ts';
import { readJson, writeJson } from '../../capture/jsonFile.ts';
import { machineKey, thisMachine } from '../../capture/machine.ts';
import { calibrationsFolder, readCalibration } from './calibrationFile.ts';

/** Costs, measured or defaults, with corrections; undefined where nothing is known. */
export async function knownMachine(
  { nodeVersion, cpuCount }: { readonly nodeVersion: string; readonly cpuCount: number },
  env = process.env,
): Promise<Calibration | undefined> {
  const [measured, tested] = await Promise.all([readCalibration(nodeVersion, env), readTested(env)]);
  const corrections = correctionsOf(tested);
  if (Object.keys(corrections).length === 0) return measured ?? undefined;
  return { ...(measured ?? defaultCalibration(cpuCount, nodeVersion)), corrections };
}

interface StoredPredictions {
  readonly version: 1;
  readonly tested: readonly TestedPrediction[];
}

/** Old ones are of an older advice; so many tell all that there is to learn. */
const mostPredictions = 500;

/** Adds what is new. A folder that cannot be written to keeps the advice as it was. */
export async function learn(tested: readonly TestedPrediction[], env = process.env): Promise<void> {
  const known = await readTested(env);
  const seen = new Set(known.map(keyOf));
  const added = tested.filter((one) => !seen.has(keyOf(one)));
  if (added.length === 0) return;
  const stored: StoredPredictions = { version: 1, tested: [...known, ...added].slice(-mostPredictions) };
  await writeJson(predictionsFile(env), stored).catch(() => undefined);
}

const keyOf = ({ trialId, model, target }: TestedPrediction): string => `${trialId} ${model} ${target}`;

/** One file for all Node versions: the formulas miss by what they leave out, and that is the same in each. */
const predictionsFile = (env: NodeJS.ProcessEnv): string =>
  path.join(calibrationsFolder(env), `${machineKey(thisMachine())}-predictions.json`);

async function readTested(env: NodeJS.ProcessEnv): Promise<TestedPrediction[]> {
  const stored = (await readJson(predictionsFile(env))) as Partial<StoredPredictions> | null;
  return stored?.version === 1 && Array.isArray(stored.tested) ? stored.tested.filter(isTested) : [];
}

const isTested = (one: Partial<TestedPrediction> | null): one is TestedPrediction =>
  typeof one === 'object' &&
  one !== null &&
  [one.trialId, one.startedAt, one.target, one.model].every((text) => typeof text === 'string') &&
  [one.predicted, one.measured].every((value) => Number.isFinite(value));
