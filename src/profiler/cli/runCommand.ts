/** `run`: a program under measurement, then its report. */
import path from 'node:path';
import { writeHtmlReport } from '../export/html.ts';
import { usage } from '../errors.ts';
import type { Progress, RunOutcome, RunRequest } from '../launch/api.ts';
import { startRun } from '../launch/run.ts';
import { calibrationNotice, openMeasuredReport } from '../openMeasuredReport.ts';
import { openReport } from '../openReport.ts';
import type { Report } from '../report.ts';
import { oneOf, parseArguments, positiveNumber, type Parsed, type Syntax } from './arguments.ts';
import { exitStatus } from './exitStatus.ts';
import { showProgress, type ProgressDisplay } from './progressDisplay.ts';
import { printReport } from './printReport.ts';
import { handOnSignals } from './signals.ts';
import { showSteps, type StepDisplay } from './stepDisplay.ts';

const syntax: Syntax = {
  stopsAtOperand: true,
  options: {
    json: 'flag',
    html: 'file?',
    out: 'value',
    'count-calls': 'flag',
    engine: 'value',
    node: 'value',
    'cpu-interval': 'value',
    'heap-interval': 'value',
    'heap-mode': 'value',
    'no-calibrate': 'flag',
  },
};

/** Gives the exit status. Rejects with a UserError when profiling itself failed. */
export async function runCommand(words: readonly string[]): Promise<number> {
  const parsed = parseArguments(words, syntax);
  const request = requestOf(parsed);
  const json = parsed.options.has('json');
  const display = showProgress(process.stderr, process.env, request.script);
  try {
    const open = parsed.options.has('no-calibrate') ? openReport : (dir: string) => openMeasuring(dir, display);
    const { outcome, report } = await record(request, display, open);
    const html = parsed.options.get('html');
    const htmlFile =
      html === undefined ? null : await writeHtmlReport(outcome.captureDir, report, html ? path.resolve(html) : null);
    display.end();
    printReport(report, { json, captureDir: outcome.captureDir, htmlFile });
    return exitStatus(outcome.exit);
  } finally {
    display.end();
  }
}

async function record(
  request: RunRequest,
  display: ProgressDisplay,
  open: (captureDir: string) => Promise<Report>,
): Promise<{ outcome: RunOutcome; report: Report }> {
  const run = startRun(request);
  let progress: Progress | null = null;
  run.onProgress((next) => {
    progress = next;
    display.update(next);
  });
  const stopListening = handOnSignals(run);
  try {
    const outcome = await run.finished;
    if (progress) display.update({ ...(progress as Progress), stage: 'analysing' });
    return { outcome, report: await open(outcome.captureDir) };
  } finally {
    stopListening();
  }
}

/** Ctrl-C ends the measuring alone: the report of the run is worth more. */
async function openMeasuring(captureDir: string, running: ProgressDisplay): Promise<Report> {
  const stopped = new AbortController();
  const stop = () => stopped.abort();
  let display: StepDisplay | null = null;
  const onStart = () => {
    running.end();
    process.on('SIGINT', stop);
    display = showSteps(process.stderr, process.env, calibrationNotice);
  };
  try {
    return await openMeasuredReport(captureDir, { signal: stopped.signal, onStart });
  } finally {
    process.off('SIGINT', stop);
    (display as StepDisplay | null)?.end();
  }
}

/** As the settings of the editor have them. A heap interval that V8 cannot hold would end the program. */
export const cpuIntervalRangeMs = { least: 0.1, most: 100 };
export const heapIntervalRangeKib = { least: 1, most: 65_536 };

function requestOf(parsed: Parsed): RunRequest {
  const [script, ...args] = parsed.operands;
  if (script === undefined) throw usage('No program is named.');
  const { options } = parsed;
  const cpuIntervalMs = positiveNumber(parsed, 'cpu-interval', cpuIntervalRangeMs);
  const heapIntervalKib = positiveNumber(parsed, 'heap-interval', heapIntervalRangeKib);
  const engine = oneOf(parsed, 'engine', ['auto', 'inspector', 'v8-profiler-next'] as const);
  const heapMode = oneOf(parsed, 'heap-mode', ['live', 'allocated', 'off'] as const);
  return {
    script,
    args,
    cwd: process.cwd(),
    nodePath: options.get('node'),
    outDir: options.get('out'),
    countCalls: options.has('count-calls'),
    ...(engine !== undefined && { engine }),
    ...(heapMode !== undefined && { heapMode }),
    ...(cpuIntervalMs !== undefined && { cpuIntervalMicros: Math.max(1, Math.round(cpuIntervalMs * 1000)) }),
    ...(heapIntervalKib !== undefined && { heapIntervalBytes: Math.max(1, Math.round(heapIntervalKib * 1024)) }),
    stdio: { stdin: 'inherit', stdout: options.has('json') ? 'to-stderr' : 'inherit', stderr: 'inherit' },
  };
}
