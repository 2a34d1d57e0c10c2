/** The report of a run that has just ended: where its advice rests on default costs, they are measured once. */
import { restsOnCosts, type Calibration } from './advice/calibration.ts';
import { readManifest } from './capture/manifest.ts';
import { calibrationFailed, UserError } from './errors.ts';
import { costsFor, openReport } from './openReport.ts';
import type { Report } from './report.ts';
import { calibrate } from './trial/calibrate/calibrate.ts';
import { writeCalibration } from './trial/calibrate/calibrationFile.ts';

/** `off`: nothing is measured unasked; for tests, scripts and machines that are to be left alone. */
export const calibrationVariable = 'CONCURRENCY_PROFILER_CALIBRATION';

export const calibrationNotice = 'Measuring what threads and processes cost on this machine, once (3 s)';

/** What was measured while other programs were busy is tried again, but not at every run of a machine that always is. */
const againAfterMs = 60 * 60 * 1000;

export interface MeasuringOptions {
  readonly signal?: AbortSignal | undefined;
  /** Before anything is measured; not called where nothing is. */
  readonly onStart?: (() => void) | undefined;
  readonly onStep?: ((step: string) => void) | undefined;
}

/**
 * As `openReport`, after a calibration where one is missing and would matter: once for a machine and Node version, and
 * again later where other programs disturbed it.
 * A machine that cannot be measured gets the advice with default costs, and a warning. Rejects as `openReport` does.
 */
export async function openMeasuredReport(dir: string, options: MeasuringOptions = {}): Promise<Report> {
  const report = await openReport(dir);
  if (process.env[calibrationVariable] === 'off') return report;
  const manifest = await readManifest(dir);
  const isOfHere = manifest.platform.startsWith(process.platform) && manifest.nodePath !== '';
  if (!isOfHere || !restsOnCosts(report.recommendations) || isKnown(await costsFor(manifest))) return report;
  options.onStart?.();
  try {
    await writeCalibration(await calibrate({ nodePath: manifest.nodePath, ...options }));
  } catch (error) {
    const { message } = error instanceof UserError ? error : calibrationFailed((error as Error).message);
    return { ...report, warnings: [...report.warnings, message] };
  }
  return openReport(dir);
}

function isKnown(machine: Calibration | undefined): boolean {
  if (!machine || machine.measuredAt === null) return false;
  const isClean = (machine.warnings ?? []).length === 0;
  return isClean || Date.now() - Date.parse(machine.measuredAt) < againAfterMs;
}
