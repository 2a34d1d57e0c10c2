/** Predictions meet trials: what was measured stands in for what was predicted, and the order follows. */
import type { Recommendation, RecommendedAction, Report } from '../report.ts';
import type { Interval, TrialResult, TrialVariant } from '../trialResult.ts';
import type { TestedPrediction } from './corrections.ts';
import { rank } from './rank.ts';
import { percent } from './rule.ts';

/** A speed-up's interval holds its true value so often: more certainty no measurement of ours has. */
const surest = 0.95;
/** Two-sided 95 % interval of a normal distribution, in standard deviations. */
const intervalInDeviations = 2 * 1.96;
/** One measurement, as of a trial that was cancelled early, has no spread: it neither proves nor refutes anything. */
const fewestRounds = 2;
/** Above this share of the program the function's gain is the program's. */
const nearlyAll = 0.95;

interface Measured {
  readonly trial: TrialResult;
  readonly variant: TrialVariant;
  /** Of the program's time that the function takes; 1 where it is not known. */
  readonly share: number;
  /** The function's speed-up, as it shows in the whole program. */
  readonly program: Interval;
  /** Why the model is out of the question although it was measured; null: it is not. */
  readonly fault: string | null;
}

/**
 * `trials`: newest first. Recommendations without a trial stay as they are. What was measured not to be faster comes last,
 * behind keeping things as they are. `uncorrected`: what stands beside a measurement as its prediction, because corrections
 * already know the measurement.
 */
export function measuredAdvice(
  recommendations: readonly Recommendation[],
  trials: readonly TrialResult[],
  report: Report,
  uncorrected: readonly Recommendation[] = recommendations,
): Recommendation[] {
  if (trials.length === 0) return [...recommendations];
  const judged = recommendations.map((advice) => {
    const measured = findMeasured(advice, trials, report);
    if (!measured) return { advice, refuted: false };
    const predicted = uncorrected.find(({ id }) => id === advice.id) ?? advice;
    return { advice: withMeasured(predicted, measured), refuted: isRefuted(measured) };
  });
  const standing = judged.filter(({ refuted }) => !refuted).map(({ advice }) => advice);
  const refuted = judged.filter((one) => one.refuted).map(({ advice }) => advice);
  return [...rank(standing), ...refuted];
}

/** What `corrections.ts` learns from: `predictions` are those without corrections. */
export function testedPredictions(
  predictions: readonly Recommendation[],
  trials: readonly TrialResult[],
  report: Report,
): TestedPrediction[] {
  return predictions.flatMap((advice) => {
    const measured = findMeasured(advice, trials, report);
    if (!measured || measured.fault !== null || advice.target === null) return [];
    const { location, name } = advice.target;
    return {
      trialId: measured.trial.id,
      startedAt: measured.trial.startedAt,
      target: `${location.file}:${location.line} ${name}`,
      model: advice.model,
      predicted: advice.predictedSpeedup.expected,
      measured: measured.program.expected,
    };
  });
}

function findMeasured(advice: Recommendation, trials: readonly TrialResult[], report: Report): Measured | null {
  for (const trial of trials) {
    if (trial.repeat < fewestRounds || !isOf(trial, advice.target)) continue;
    const variant = bestOf(trial.variants.filter(({ model }) => model === advice.model));
    if (!variant) continue;
    const share = shareOf(advice, report);
    const program = intervalOf(variant.speedup, (speedup) => 1 / (1 - share + share / Math.max(speedup, 1e-3)));
    return { trial, variant, share, program, fault: faultOf(variant) };
  }
  return null;
}

/** Same file, and the same line or name: lines move with edits, and a default export has no name of its own. */
function isOf({ function: measured }: TrialResult, target: Recommendation['target']): boolean {
  if (target === null) return false;
  if ((measured.location?.file ?? measured.module) !== target.location.file) return false;
  return measured.location?.line === target.location.line || measured.name === target.name;
}

/** Faultless before faulty; then the one that is certainly the fastest. */
function bestOf(variants: readonly TrialVariant[]): TrialVariant | undefined {
  const faultless = variants.filter((variant) => faultOf(variant) === null);
  return [...(faultless.length > 0 ? faultless : variants)].sort((a, b) => b.speedup.low - a.speedup.low)[0];
}

function faultOf({ errors, sameResults }: TrialVariant): string | null {
  if (errors > 0) return `${errors} calls failed`;
  return sameResults ? null : 'the results were not the same as one after the other';
}

/** Of the program's time, waiting included where waiting is what the model takes away. */
function shareOf({ target, model }: Recommendation, report: Report): number {
  const same = (one: { name: string; location: { file: string; line: number } | null }) =>
    one.location?.file === target?.location.file &&
    (one.location?.line === target?.location.line || one.name === target?.name);
  const wallMs = Math.max(1, report.threads.find(({ kind }) => kind === 'main')?.wallMs ?? report.run.wallMs);
  const task = report.tasks.find(same);
  const hot = report.hotFunctions.find(same);
  const taskMs = task && (task.cpuMs + task.waitMs + task.blockedMs) / Math.max(1, task.meanInFlight);
  const ms = model === 'async' ? (taskMs ?? null) : (hot?.totalMs ?? taskMs ?? null);
  return ms === null ? 1 : Math.min(1, ms / wallMs);
}

const isRefuted = ({ fault, variant }: Measured): boolean => fault !== null || variant.speedup.low <= 1;

function withMeasured(advice: Recommendation, measured: Measured): Recommendation {
  const { trial, variant, program, fault } = measured;
  return {
    ...withSize(advice, variant.size),
    predictedSpeedup: program,
    confidence: fault === null ? chanceOfGain(variant.speedup) : 1 - surest,
    why: [sentence(advice, measured), ...advice.why],
    measured: {
      trialId: trial.id,
      size: variant.size,
      speedup: variant.speedup,
      predicted: advice.predictedSpeedup,
    },
  };
}

function sentence({ predictedSpeedup }: Recommendation, { trial, variant, share, program, fault }: Measured): string {
  const { speedup } = variant;
  const range = `${times(speedup.expected)} as fast (${decimal(speedup.low)} to ${decimal(speedup.high)}, ${trial.repeat} rounds of ${trial.calls} calls)`;
  const of = `A trial measured ${trial.function.name} ${range}${setting(variant)}`;
  if (fault !== null) return `${of}, but ${fault}.`;
  if (speedup.low <= 1) return `${of}: no certain gain. Predicted: ${times(predictedSpeedup.expected)}.`;
  const whole =
    share < nearlyAll
      ? ` It takes ${percent(share)} of the time, which makes ${times(program.expected)} for the program.`
      : '';
  return `${of}.${whole} Predicted: ${times(predictedSpeedup.expected)}.`;
}

function setting({ model, size }: TrialVariant): string {
  if (size === null) return '';
  switch (model) {
    case 'worker-threads':
      return size === 1 ? ' in a worker thread' : ` in ${size} worker threads`;
    case 'processes':
      return size === 1 ? ' in a process' : ` in ${size} processes`;
    default:
      return `, ${size} at a time`;
  }
}

/** The size that was measured best is the one to recommend and to apply. */
function withSize(advice: Recommendation, size: number | null): Recommendation {
  if (size === null || advice.size === null || size === advice.size) return advice;
  const title = advice.title.replace(new RegExp(`\\b${advice.size}\\b`), String(size));
  return { ...advice, size, title, action: advice.action && actionOfSize(advice.action, size) };
}

function actionOfSize(action: RecommendedAction, size: number): RecommendedAction {
  switch (action.kind) {
    case 'bound-awaits':
    case 'change-limit':
      return { ...action, limit: size };
    case 'move-to-worker':
    case 'run-in-cluster':
    case 'set-pool-size':
      return { ...action, size };
    default:
      return action;
  }
}

/** That the true speed-up is above 1, if its logarithm is distributed normally within the interval. */
function chanceOfGain({ low, expected, high }: Interval): number {
  const deviation = Math.log(high / low) / intervalInDeviations;
  if (!(deviation > 0)) return expected > 1 ? surest : 1 - surest;
  return Math.min(surest, Math.max(1 - surest, normalShareBelow(Math.log(expected) / deviation)));
}

/** Logistic approximation of the normal distribution, within 0.01 (Bowling and others, 2009). */
const normalShareBelow = (deviations: number): number =>
  1 / (1 + Math.exp(-(0.07056 * deviations ** 3 + 1.5976 * deviations)));

const intervalOf = ({ low, expected, high }: Interval, map: (value: number) => number): Interval => ({
  low: map(low),
  expected: map(expected),
  high: map(high),
});

const decimal = (value: number): string => (value < 9.95 ? value.toFixed(2) : value.toFixed(1));
const times = (value: number): string => `${decimal(value)} times`;
