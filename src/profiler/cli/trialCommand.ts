/** `trial`: one function under several concurrency models, then what they measured. */
import path from 'node:path';
import { readManifest } from '../capture/manifest.ts';
import { writeTrial } from '../capture/trials.ts';
import { usage } from '../errors.ts';
import { resolveNode } from '../launch/resolveNode.ts';
import { trialModels, type TrialInputs, type TrialOptions } from '../trial/api.ts';
import { readCalibration } from '../trial/calibrate/calibrationFile.ts';
import { runTrial } from '../trial/runTrial.ts';
import { longestTimerMs, parseArguments, positiveNumber, type Parsed, type Syntax } from './arguments.ts';
import { findCapture } from './findCapture.ts';
import { lookOf } from './terminal.ts';
import { renderTrial } from './trial/renderTrial.ts';
import { showTrialProgress } from './trial/trialProgress.ts';

const syntax: Syntax = {
  stopsAtOperand: false,
  options: {
    json: 'flag',
    export: 'value',
    inputs: 'value',
    input: 'value',
    times: 'value',
    spread: 'flag',
    models: 'value',
    repeat: 'value',
    sizes: 'value',
    'time-limit': 'value',
    capture: 'value',
    redis: 'value',
    node: 'value',
  },
};

/** An address of its own: what other tools read, such as REDIS_URL, may name a queue that does real work. */
const redisVariable = 'PROFILE_CONCURRENCY_REDIS';

/** Gives the exit status. Rejects with a UserError when nothing could be measured. */
export async function trialCommand(words: readonly string[]): Promise<number> {
  const parsed = parseArguments(words, syntax);
  const stop = new AbortController();
  const options = optionsOf(parsed, stop.signal);
  const named = parsed.options.get('capture');
  // Before the trial: nobody wants to hear it after a minute of measuring.
  const capture = named === undefined ? null : await existingCapture(path.resolve(named));
  const display = showTrialProgress(process.stderr, process.env, options.exportName);
  const abort = () => stop.abort();
  for (const signal of endSignals) process.on(signal, abort);
  try {
    const usableCores = await measuredCores(options);
    const result = await runTrial({ ...options, usableCores, onProgress: (progress) => display.update(progress) });
    display.end();
    if (capture !== null) await writeTrial(capture, result);
    process.stdout.write(
      parsed.options.has('json')
        ? `${JSON.stringify(result, null, 2)}\n`
        : renderTrial(result, lookOf(process.stdout, process.env), process.cwd()),
    );
    return result.exit === 'cancelled' ? interrupted : 0;
  } finally {
    for (const signal of endSignals) process.off(signal, abort);
    display.end();
  }
}

/** As calibrated, where this machine was; otherwise the trial goes by the number of processors. */
async function measuredCores({ nodePath, cwd }: TrialOptions): Promise<number | undefined> {
  const node = await resolveNode(nodePath, cwd);
  return (await readCalibration(node.version))?.usableCores;
}

/** Rejects with a UserError where there is none. */
async function existingCapture(named: string): Promise<string> {
  const captureDir = await findCapture(named);
  await readManifest(captureDir);
  return captureDir;
}

const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** As shells have it for Ctrl-C. */
const interrupted = 130;

function optionsOf(parsed: Parsed, signal: AbortSignal): TrialOptions {
  const [module, unexpected] = parsed.operands;
  if (module === undefined) throw usage('No module is named.');
  if (unexpected !== undefined) throw usage(`"${unexpected}" is one operand too many.`);
  const { options } = parsed;
  const exportName = options.get('export');
  if (exportName === undefined) throw usage('--export NAME is missing: which exported function to call.');

  const redisUrl = options.get('redis') ?? (process.env[redisVariable] || undefined);
  return {
    module,
    exportName,
    inputs: inputsOf(parsed),
    cwd: process.cwd(),
    spread: options.has('spread'),
    models: modelsOf(options.get('models')),
    repeat: wholeNumber(parsed, 'repeat'),
    sizes: options
      .get('sizes')
      ?.split(',')
      .map((word) => sizeOf(word)),
    timeLimitMs: timeLimitOf(parsed),
    redisUrl,
    nodePath: options.get('node'),
    signal,
  };
}

/** Starting Node and importing a module takes some tenths of a second. */
const shortestLimitSeconds = 1;
/** A thousand workers are 10 GB; more than memory holds would end other programs. */
const largestSize = 1000;
/** All inputs lie in memory, in each host of the trial. */
const mostCalls = 1_000_000;

function timeLimitOf(parsed: Parsed): number | undefined {
  const seconds = positiveNumber(parsed, 'time-limit');
  if (seconds === undefined) return undefined;
  if (seconds < shortestLimitSeconds) {
    throw usage(
      `--time-limit takes at least ${shortestLimitSeconds} second, not "${parsed.options.get('time-limit')}".`,
    );
  }
  return Math.min(seconds * 1000, longestTimerMs);
}

function inputsOf(parsed: Parsed): TrialInputs {
  const { options } = parsed;
  const [file, json, times] = [options.get('inputs'), options.get('input'), wholeNumber(parsed, 'times')];
  if (times !== undefined && times > mostCalls)
    throw usage(`--times takes at most ${mostCalls}, not "${options.get('times')}".`);
  if (file !== undefined) {
    if (json !== undefined || times !== undefined) throw usage('--inputs FILE goes without --input and --times.');
    return { kind: 'file', file };
  }
  if (json === undefined) throw usage('--inputs FILE is missing, or --input JSON with --times N.');
  if (times === undefined) throw usage('--input JSON needs --times N: how many calls to make.');
  return { kind: 'repeated', json, times };
}

function modelsOf(text: string | undefined): TrialOptions['models'] {
  return text?.split(',').flatMap((word) => {
    const model = trialModels.find((name) => name === word.trim());
    if (model === undefined) throw usage(`--models takes ${trialModels.slice(1).join(', ')}, not "${word}".`);
    return model === 'serial' ? [] : [model];
  });
}

const wholeNumber = (parsed: Parsed, name: string): number | undefined => {
  const text = parsed.options.get(name);
  return text === undefined ? undefined : whole(name, text);
};

function whole(name: string, text: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (!(Number.isInteger(value) && value > 0)) throw usage(`--${name} takes whole numbers above 0, not "${text}".`);
  return value;
}

function sizeOf(text: string): number {
  const size = whole('sizes', text);
  if (size > largestSize) throw usage(`--sizes takes at most ${largestSize}, not "${text}".`);
  return size;
}
