/** From a capture folder to its Report: the whole pipeline, one stage a line. */
import { advise } from './advice/index.ts';
import type { Calibration } from './advice/calibration.ts';
import { measuredAdvice, testedPredictions } from './advice/measuredAdvice.ts';
import { analyse } from './analysis/index.ts';
import type { Manifest } from './capture/format/capture.ts';
import { loadCapture } from './capture/load.ts';
import { machineKey, thisMachine } from './capture/machine.ts';
import { readManifest } from './capture/manifest.ts';
import { readCachedReport, writeCachedReport } from './capture/reportCache.ts';
import { readTrials, type StoredTrial } from './capture/trials.ts';
import type { Report } from './report.ts';
import { knownMachine, learn } from './trial/calibrate/knownMachine.ts';

/**
 * The report of a capture, made from its data or taken from its folder when this very version made it before, knowing the
 * same of the machine and of trials. A capture that was cut off is finished first. Rejects with a UserError when `dir` is
 * no readable capture.
 */
export async function openReport(dir: string): Promise<Report> {
  const manifest = await readManifest(dir);
  const trials = await readTrials(dir);
  const cached = await readCachedReport(dir, { machine: await costsFor(manifest), trials });
  if (cached) return cached;
  const capture = await loadCapture(dir);
  const report = analyse(capture);
  if (trials.length > 0) report.trials = trials.map(withoutMachine);
  await learnFrom(trials, report, manifest);
  const machine = await costsFor(manifest);
  report.recommendations = measuredAdvice(advise(report, machine), trials, report, uncorrectedAdvice(report, machine));
  await writeCachedReport(dir, report, { machine, trials });
  return report;
}

/** Undefined for a capture from elsewhere: what was measured here says nothing about there. */
export async function costsFor(manifest: Manifest): Promise<Calibration | undefined> {
  return manifest.platform.startsWith(process.platform) ? knownMachine(manifest) : undefined;
}

/** Trials that came with somebody else's capture teach nothing about this machine. */
async function learnFrom(trials: readonly StoredTrial[], report: Report, manifest: Manifest): Promise<void> {
  const here = machineKey(thisMachine());
  const own = trials.filter(({ machine }) => machine === here);
  if (own.length === 0) return;
  const predictions = uncorrectedAdvice(report, await costsFor(manifest));
  await learn(testedPredictions(predictions, own, report));
}

const uncorrectedAdvice = (report: Report, machine: Calibration | undefined) =>
  advise(report, machine && { ...machine, corrections: {} });

function withoutMachine({ machine: _, ...trial }: StoredTrial) {
  return trial;
}
