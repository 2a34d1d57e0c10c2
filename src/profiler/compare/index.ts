/** Two reports → what changed between them, and whether by more than chance. Pure. */
import type { ComparedRun, Comparison } from '../comparison.ts';
import type { Report } from '../report.ts';
import { describePrograms, findDiffering } from './differing.ts';
import { compareFunctions } from './functions.ts';
import { compareMeasures } from './measures.ts';
import { findNotes } from './notes.ts';
import { noiseBasis } from './runToRun.ts';
import { compareSites } from './sites.ts';
import { findSpeedup } from './speedup.ts';
import { summarise } from './summary.ts';
import { compareTasks } from './tasks.ts';

export interface ComparedCapture {
  readonly report: Report;
  /** Empty where there is none: the report came alone. */
  readonly captureDir: string;
}

/** The earlier one first; what the order means is up to the caller. */
export function compareCaptures(before: ComparedCapture, after: ComparedCapture): Comparison {
  const reports = { before: before.report, after: after.report };
  const differs = findDiffering(reports);
  const speedup = differs.includes('program') ? null : findSpeedup(reports);
  const functions = compareFunctions(reports);
  return {
    schemaVersion: 1,
    before: describeRun(before),
    after: describeRun(after),
    speedup,
    differs,
    summary: differs.includes('program') ? describePrograms(reports) : summarise(reports, speedup, functions),
    measures: compareMeasures(reports),
    functions,
    tasks: compareTasks(reports),
    memory: compareSites(reports),
    notes: [...sameCapture(before, after), ...findNotes(reports, speedup)],
    noiseBasis,
  };
}

const sameCapture = (before: ComparedCapture, after: ComparedCapture): string[] =>
  before.captureDir !== '' && before.captureDir === after.captureDir
    ? ['Both sides are the same capture, so nothing can differ.']
    : [];

const describeRun = ({ report: { run, verdict }, captureDir }: ComparedCapture): ComparedRun => ({
  captureDir,
  command: run.command,
  startedAt: run.startedAt,
  nodeVersion: run.nodeVersion,
  wallMs: run.wallMs,
  class: verdict.class,
  cause: verdict.cause,
  budget: verdict.budget,
});
