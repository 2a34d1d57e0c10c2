/**
 * What trials teach later predictions. The whole of a model's error on one machine (what its formula leaves out, what its
 * constants miss) is one factor on the speed-up; the errors from function to function around it are left alone.
 */
import type { ConcurrencyModel, Recommendation } from '../report.ts';
import type { Calibration, Correction } from './calibration.ts';
import { speedupRange } from './rule.ts';

/** A prediction for a program, and what came of it in a trial. */
export interface TestedPrediction {
  readonly trialId: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** File, line and name: several trials of one function under one model are one piece of evidence. */
  readonly target: string;
  readonly model: ConcurrencyModel;
  /** Before corrections; of the whole program. */
  readonly predicted: number;
  readonly measured: number;
}

/**
 * As many trials as the belief weighs that the formulas are right. Predictions miss single functions by about 30 %, for
 * reasons of those functions; that a formula is off by more than 17 % as a whole would be a surprise: (0.30 / 0.17)² ≈ 3.
 */
const priorTrials = 3;
/** Where next to no gain was predicted, the measurement tells nothing about how large gains are. */
const smallestPrediction = 1.1;
/** Beyond the cores there is nothing to gain by computing side by side, whatever was measured before. */
const boundByCores: ReadonlySet<ConcurrencyModel> = new Set(['worker-threads', 'processes']);
/** Smaller ones are not worth a sentence. */
const noticeable = 0.03;

/** By model; the newest trial of each function counts. */
export function correctionsOf(tested: readonly TestedPrediction[]): Readonly<Record<string, Correction>> {
  const newest = new Map<string, TestedPrediction>();
  for (const one of [...tested].sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt))) {
    if (one.predicted >= smallestPrediction && one.measured > 0) newest.set(`${one.model} ${one.target}`, one);
  }
  const corrections: Record<string, Correction> = {};
  for (const model of new Set([...newest.values()].map((one) => one.model))) {
    const trials = [...newest.values()].filter((one) => one.model === model);
    const sumOfLogs = trials.reduce((sum, { measured, predicted }) => sum + Math.log(measured / predicted), 0);
    corrections[model] = {
      factor: Math.exp(sumOfLogs / (trials.length + priorTrials)),
      trials: trials.length,
      predicted: Math.exp(trials.reduce((sum, { predicted }) => sum + Math.log(predicted), 0) / trials.length),
    };
  }
  return corrections;
}

/**
 * The one place where corrections meet predictions. The factor counts in full for gains as large as those that were tried,
 * and in proportion for smaller ones: that ten times became seven does not make a tenth a loss.
 */
export function correct(advice: Recommendation, machine: Calibration | undefined): Recommendation {
  const correction = machine?.corrections?.[advice.model];
  if (!machine || !correction || advice.predictedSpeedup.expected <= 1) return advice;
  const { low, expected, high } = advice.predictedSpeedup;
  const corrected = (speedup: number) => {
    const weight = Math.min(1, Math.log(speedup) / Math.log(correction.predicted));
    const value = speedup * correction.factor ** weight;
    return boundByCores.has(advice.model) ? Math.min(value, Math.max(speedup, machine.usableCores)) : value;
  };
  const predictedSpeedup = speedupRange(corrected(low), corrected(expected), corrected(high));
  return { ...advice, predictedSpeedup, why: [...advice.why, ...reason(correction)] };
}

function reason({ factor, trials }: Correction): string[] {
  if (Math.abs(factor - 1) < noticeable) return [];
  const size = `${Math.round(Math.abs(factor - 1) * 100)} %`;
  const basis = trials === 1 ? 'a trial' : `${trials} trials`;
  return [
    `The prediction was ${factor < 1 ? 'lowered' : 'raised'} by up to ${size} after ${basis} of this model on this machine.`,
  ];
}
