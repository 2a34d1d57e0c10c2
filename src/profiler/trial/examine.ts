/** The serial runs before anything is compared: what kind of function it is, and what that rules out. */
import {
  trialAlwaysFails,
  trialExportMissing,
  trialHostEnded,
  trialImportFailed,
  trialImportHangs,
  trialInputsSlow,
  trialInputsUnusable,
  trialModuleListens,
  trialNotAFunction,
  trialTooSlow,
  type UserError,
} from '../errors.ts';
import type { TrialModel, TrialResult } from '../trialResult.ts';
import { HostEnded, HostRefused, type Host } from './host.ts';
import type { FirstRun, HostSetup, HostStep, Loaded, RunMeasured } from './hostMessages.ts';
import { Stopped, type Hosts } from './hosts.ts';
import { fewestCalls, firstRunShare } from './schedule.ts';

export interface Examined {
  readonly host: Host;
  readonly loaded: Loaded;
  readonly first: FirstRun;
  /** Warm, of all calls that are made from now on. */
  readonly warm: RunMeasured;
  readonly calls: number;
  /** Of the results that come out the same every time; null for the others. */
  readonly reference: readonly (string | null)[];
  readonly refused: TrialResult['refused'];
  readonly warnings: readonly string[];
}

/** Rejects with a UserError where even serial calls cannot be measured, and with `Stopped` when cancelled. */
export async function examine(hosts: Hosts, setup: HostSetup): Promise<Examined> {
  let loading = true;
  try {
    const { host, loaded } = await hosts.open();
    loading = false;
    const first = await hosts.ask<FirstRun>(host, {
      type: 'firstRun',
      stopAfterMs: hosts.limitMs * firstRunShare,
      leastCalls: Math.min(fewestCalls, loaded.calls),
    });
    if (first.errors === first.calls) throw trialAlwaysFails(setup.exportName, first.firstError ?? 'no reason');
    const { changesInputs: freshInputs, calls } = first;
    await hosts.ask(host, { type: 'start', model: 'serial', size: 1, redisUrl: null, freshInputs });
    const warm = await hosts.ask<RunMeasured>(host, { type: 'run', calls, stopAfterMs: noLimit, compareWith: null });
    const reference = first.fingerprints.map((one, index) => (one === warm.fingerprints?.[index] ? one : null));
    const facts = { host, loaded, first, warm, calls, reference };
    return { ...facts, refused: refusalsOf(first), warnings: warningsOf(facts, setup) };
  } catch (error) {
    throw asUserError(error as Error, setup, { loading, step: hosts.step, seconds: hosts.limitMs / 1000 });
  }
}

/** JSON knows no Infinity. */
export const noLimit = 1e9;

function asUserError(
  error: Error,
  { module, exportName }: HostSetup,
  { loading, step, seconds }: { loading: boolean; step: HostStep | null; seconds: number },
): Error {
  if (error instanceof Stopped && error.exit === 'time-limit') {
    if (step === 'importing') return trialImportHangs(module, seconds);
    if (step === 'reading-inputs') return trialInputsSlow('Reading the inputs', seconds);
    if (step === 'checking') return trialInputsSlow('Looking for changes in the inputs after the calls', seconds);
    return loading
      ? trialInputsSlow('Starting Node.js and handing it the inputs', seconds)
      : trialTooSlow(exportName, seconds);
  }
  if (error instanceof HostEnded) {
    if (step === 'reading-inputs') return trialInputsUnusable(`They could not be read: ${error.message}`);
    return loading ? trialImportFailed(module, error.message) : trialHostEnded(exportName, error.message);
  }
  if (error instanceof HostRefused) return refusalError(error, module, exportName);
  return error;
}

export function refusalError({ refusal, message }: HostRefused, module: string, exportName: string): UserError {
  switch (refusal.kind) {
    case 'import-failed':
      return trialImportFailed(module, refusal.message);
    case 'export-missing':
      return trialExportMissing(module, exportName, refusal.exports);
    case 'not-a-function':
      return trialNotAFunction(module, exportName, refusal.type);
    case 'inputs':
      return trialInputsUnusable(refusal.message);
    case 'listens':
      return trialModuleListens(module);
    case 'failed':
      return trialHostEnded(exportName, message);
  }
}

function refusalsOf({ returnsPromise, argumentProblems, resultProblems }: FirstRun): TrialResult['refused'] {
  const refused: { model: TrialModel; reason: string }[] = [];
  if (!returnsPromise) {
    refused.push({
      model: 'async',
      reason: 'It returns no promise: it computes without awaiting, and calls that do not await cannot overlap.',
    });
  }
  const places = [
    ['worker-threads', 'workers', 'to a worker'],
    ['processes', 'processes', 'to another process'],
    ['distributed-queue', 'queue', 'through a queue, whose jobs are JSON'],
  ] as const;
  for (const [model, key, where] of places) {
    const [argument, result] = [argumentProblems[key], resultProblems[key]];
    if (argument !== null) refused.push({ model, reason: `It cannot go ${where}: ${argument}.` });
    else if (result !== null)
      refused.push({ model, reason: `Its result cannot come back, as it would go ${where}: ${result}.` });
  }
  return refused;
}

/** A cold run is slower by a few times; a function that remembers its results, by many. */
const remembersFrom = 20;
/** Below this a measurement is as much about the machine's moods as about the function. */
const shortRunMs = 5;

function warningsOf(
  { loaded, first, warm, calls, reference }: Pick<Examined, 'loaded' | 'first' | 'warm' | 'calls' | 'reference'>,
  { exportName }: HostSetup,
): string[] {
  const warnings: string[] = [];
  if (calls < loaded.calls) {
    warnings.push(`Only the first ${calls} of ${loaded.calls} inputs were used, so that the trial ends in time.`);
  }
  if (loaded.looksSpread) {
    warnings.push(
      `Each input is a list of ${loaded.parameters} values, and ${exportName} takes ${loaded.parameters} arguments, ` +
        'but gets the list as its first. With --spread the values become the arguments.',
    );
  }
  const unstable = reference.filter((one) => one === null).length;
  if (unstable > 0) {
    warnings.push(
      `Two serial runs gave different results for ${unstable} of ${calls} inputs; these were not compared.`,
    );
  }
  if (first.errors > 0) {
    warnings.push(`${first.errors} of ${calls} calls fail when called serially: ${first.firstError}.`);
  }
  if (first.changesInputs) {
    warnings.push(
      `${exportName} changes its arguments. A worker or a process changes a copy: what the caller passed in stays as it was.`,
    );
  }
  const loss = first.argumentProblems.loss ?? first.resultProblems.loss;
  if (loss !== null) warnings.push(`On its way to or from a worker, ${loss}.`);
  if (first.wallMs > remembersFrom * warm.wallMs && first.wallMs > shortRunMs) {
    warnings.push(
      `The first run took ${Math.round(first.wallMs / warm.wallMs)} times as long as the second: ${exportName} seems to ` +
        'remember its results, and the trial measures it with its memory filled.',
    );
  } else if (warm.wallMs < shortRunMs) {
    warnings.push(
      `One serial run takes only ${warm.wallMs.toFixed(2)} ms. More inputs make the measurement more certain.`,
    );
  }
  return warnings;
}
