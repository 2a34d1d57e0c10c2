/** A run that first computes and then waits is both, not the mean of the two. */
import { growthIn, accumulateSamples, type Accumulated } from '../accumulated.ts';
import { endOfSample } from '../../capture/format/cpuColumns.ts';
import type { Evidence, Phase } from '../../report.ts';
import { waitingShare } from '../threadRuns.ts';
import { sharesOf } from '../timeBudget.ts';
import { classOf, computingOf, causeOf } from './judge.ts';
import { cutSeries } from './segments.ts';
import { endOf, measureStretch, startOf, type StretchFacts } from './stretch.ts';

/** A run is looked at in this many pieces, none shorter than the clocks' own distance. */
const binCount = 50;
const shortestBinMicros = 100_000;
/** What is shorter than a tenth of the run, or than a second, is an episode and no phase. */
const shortestShare = 0.1;
const shortestMicros = 1_000_000;

/** Undefined for a run of one piece, or whose pieces are of one class. */
export function describePhases(facts: StretchFacts, firstSample: number): Phase[] | undefined {
  const { main } = facts;
  const { timeOfSample } = main.columns;
  const whole = { first: firstSample, end: timeOfSample.length };
  const [from, to] = [startOf(main, whole), endOf(main, whole)];
  const width = Math.max(shortestBinMicros, (to - from) / binCount);
  const bins = Math.floor((to - from) / width);
  const shortest = Math.ceil(Math.max(shortestMicros / width, bins * shortestShare));
  if (bins < 2 * shortest) return undefined;
  const quantities = [accumulateComputing(facts), ...facts.working.map(({ demand }) => demand)];
  // As in the rule of the classes: computing is that of the thread, or of its helpers while it does not.
  const shares = Array.from({ length: bins }, (_, bin) => {
    const [begin, end] = [from + bin * width, from + (bin + 1) * width];
    return Math.min(1, quantities.reduce((sum, quantity) => sum + growthIn(quantity, begin, end), 0) / width);
  });
  const cuts = cutSeries(shares, shortest);
  const edges = cuts.map((cut) => (cut === 0 ? firstSample : sampleFrom(timeOfSample, from + cut * width)));
  const pieces = edges.map((first, at) => ({ first, end: edges[at + 1] ?? timeOfSample.length }));
  const phases = mergeAlike(facts, pieces);
  return phases.length > 1 ? phases : undefined;
}

/** Neighbours of one class are one phase: between 0.8 and 0.95 of computing nobody acts differently. */
function mergeAlike(facts: StretchFacts, pieces: readonly { first: number; end: number }[]): Phase[] {
  const merged: { first: number; end: number; phase: Phase }[] = [];
  for (const piece of pieces) {
    const phase = describePhase(facts, piece);
    const last = merged.at(-1);
    if (last?.phase.class !== phase.class) merged.push({ ...piece, phase });
    else {
      last.end = piece.end;
      last.phase = describePhase(facts, last);
    }
  }
  return merged.map(({ phase }) => phase);
}

function describePhase(facts: StretchFacts, stretch: { first: number; end: number }): Phase {
  const { budget, activities } = measureStretch(facts, stretch);
  const boundClass = classOf(computingOf(activities));
  return {
    startMs: (startOf(facts.main, stretch) - facts.runStart) / 1000,
    endMs: (endOf(facts.main, stretch) - facts.runStart) / 1000,
    class: boundClass,
    cause: causeOf(boundClass, activities),
    budget: sharesOf(budget),
  };
}

function accumulateComputing({ main, blocked }: StretchFacts): Accumulated {
  const { columns } = main;
  return accumulateSamples(columns.timeOfSample, columns.endMicros, (sample) => {
    const duration = endOfSample(columns, sample) - (columns.timeOfSample[sample] as number);
    return duration > 0 ? 1 - waitingShare(main, sample) - (blocked[sample] as number) / duration : 0;
  });
}

function sampleFrom(timeOfSample: Float64Array, time: number): number {
  const found = timeOfSample.findIndex((one) => one >= time);
  return found < 0 ? timeOfSample.length : found;
}

const names = { 'cpu-bound': 'computing', 'io-bound': 'waiting', mixed: 'both', 'insufficient-data': 'too little' };
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

export const phaseSentence = (phases: readonly Phase[]): string =>
  `It has phases: ${phases.map((phase) => `${names[phase.class]} from ${seconds(phase.startMs)} to ${seconds(phase.endMs)}`).join(', ')}.`;

export const phaseEvidence = (phases: readonly Phase[]): Evidence[] =>
  phases.map((phase) => ({
    text: `Phase from ${seconds(phase.startMs)} to ${seconds(phase.endMs)}, mostly ${names[phase.class]}`,
    value: phase.endMs - phase.startMs,
    unit: 'ms',
  }));
