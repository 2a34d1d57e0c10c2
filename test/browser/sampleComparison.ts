/** Two runs of the image service: before, and after its hot function was moved into workers. */
import { compareCaptures } from '../../src/profiler/compare/index.ts';
import type { Comparison } from '../../src/profiler/comparison.ts';
import type { HotFunction, Report, Task } from '../../src/profiler/report.ts';
import type { ToPanel } from '../../src/webview/protocol.ts';
import { sampleReport } from './sampleReport.ts';

const task = (name: string, changes: Partial<Task>): Task => ({
  name,
  location: { file: '/home/ada/thumbnails/src/resize.mjs', line: 31, column: 23 },
  count: 310,
  cpuMs: 0,
  waitMs: 0,
  blockedMs: 0,
  meanInFlight: 1,
  maxInFlight: 1,
  class: 'cpu-bound',
  ...changes,
});

function before(): Report {
  const report = sampleReport();
  report.tasks = [
    task('toThumbnail', { cpuMs: 4610, waitMs: 310 }),
    task('batch', { kind: 'measure', location: null, count: 31, cpuMs: 4640, meanMs: 205, p99Ms: 260 }),
  ];
  return report;
}

function after(): Report {
  const report = sampleReport();
  const { run, verdict, memory } = report;
  run.startedAt = '2026-11-20T10:04:55.000Z';
  run.wallMs = 3580;
  verdict.class = 'mixed';
  verdict.cause = 'workers';
  verdict.budget = { cpu: 0.41, gc: 0.05, blocked: 0.07, wait: 0.47 };
  verdict.offThreadCpuMs = { threadPool: 1490, workers: 2710, childProcesses: 405 };
  for (const thread of report.threads) if (thread.kind === 'main') thread.wallMs = 3580;
  report.hotFunctions = report.hotFunctions.flatMap((one): HotFunction[] => {
    if (one.name === 'crc32') return [];
    if (one.name !== 'resample' || !one.location) return [{ ...one, selfMs: one.selfMs * 1.01 }];
    const location = { ...one.location, file: '/home/ada/thumbnails/src/resample.worker.mjs', line: 6 };
    return [{ ...one, location, selfMs: 2590, totalMs: 2680 }];
  });
  const [first] = report.hotFunctions;
  if (first) report.hotFunctions.push({ ...first, name: 'runInWorker', selfMs: 84, totalMs: 2790 });
  memory.peakHeapBytes = 131_000_000;
  memory.peakRssBytes = 342_000_000;
  for (const site of memory.growth) if (site.name === 'rememberTile') site.afterBytes = 12_400_000;
  report.tasks = [
    task('toThumbnail', { cpuMs: 1920, waitMs: 2950, meanInFlight: 2.1, maxInFlight: 3 }),
    task('batch', { kind: 'measure', location: null, count: 31, cpuMs: 2010, meanMs: 114, p99Ms: 149 }),
    task('runInWorker', { waitMs: 2790, meanInFlight: 1.9, maxInFlight: 2, class: 'io-bound' }),
  ];
  return report;
}

export const beforeDir = '/home/ada/.state/captures/c1';
export const afterDir = '/home/ada/.state/captures/c2';

export const sampleComparison = (): Comparison =>
  compareCaptures({ report: before(), captureDir: beforeDir }, { report: after(), captureDir: afterDir });

/** Two runs of one program that nothing was changed in. */
export const unchangedComparison = (): Comparison => {
  const again = before();
  again.run.wallMs *= 1.03;
  return compareCaptures({ report: before(), captureDir: beforeDir }, { report: again, captureDir: afterDir });
};

/** The faster run is of another program. */
export const otherProgramComparison = (): Comparison => {
  const other = after();
  other.run.command = ['node', 'crop.mjs'];
  return compareCaptures({ report: before(), captureDir: beforeDir }, { report: other, captureDir: afterDir });
};

/** The faster run ran on another Node. */
export const otherNodeComparison = (): Comparison => {
  const other = after();
  other.run.nodeVersion = 'v24.1.0';
  return compareCaptures({ report: before(), captureDir: beforeDir }, { report: other, captureDir: afterDir });
};

/** Programs that ended at once. */
export const emptyComparison = (): Comparison => {
  const report = before();
  report.hotFunctions = [];
  report.tasks = [];
  report.memory.growth = [];
  report.verdict.class = 'insufficient-data';
  report.verdict.cause = null;
  report.run.wallMs = 60;
  const stopped = structuredClone(report);
  stopped.run.exit = { code: null, signal: 'SIGTERM', reason: 'stopped' };
  return compareCaptures({ report, captureDir: beforeDir }, { report: stopped, captureDir: afterDir });
};

export const comparisonMessage = (comparison: Comparison): ToPanel => ({
  type: 'comparison',
  comparison,
  titles: { before: 'resize.mjs', after: 'resize.mjs' },
});
