/** Samples → what things cost here. Pure. */
import type { Calibration, DataRates, ScalingPoint } from '../../advice/calibration.ts';
import type { MessageTimes, Measurements, PoolRound, Spawn, SpinRound } from './guest/measurements.ts';
import { mostSpinThreads } from './guest/spinCounts.ts';

export interface CalibrationInput {
  readonly measurements: Measurements;
  /** What the control group allows, in cores; null: no limit. */
  readonly quotaCores: number | null;
  /** ISO 8601. */
  readonly measuredAt: string;
}

/** Other programs that use less than this disturb some samples, and the others tell. */
const disturbingCores = 0.2;
/** Samples that lie further apart than this, upper over lower quartile, have not found one value. */
const wideSpread = 2;

export function calibrationOf({ measurements, quotaCores, measuredAt }: CalibrationInput): Calibration {
  const { parallelism, workers, processes, othersCores } = measurements;
  const disturbed = (othersCores ?? 0) >= disturbingCores;
  const typical = (samples: readonly number[]) => significant(typicalTime(samples, disturbed));
  const mostCores = Math.min(parallelism, quotaCores ?? Infinity);
  const scaling = spinScaling(measurements.spins, disturbed, mostCores);
  const usableCores = usable(scaling, parallelism, mostCores);
  return {
    schemaVersion: 1,
    nodeVersion: measurements.nodeVersion,
    measuredAt,
    usableCores,
    scaling,
    poolScaling: poolScaling(measurements.pool, disturbed, usableCores),
    workerSpawnMs: spawnTime(measurements.workerSpawns, disturbed),
    processSpawnMs: spawnTime(measurements.processSpawns, disturbed),
    roundTripMs: typical(workers.emptyMs),
    processRoundTripMs: typical(processes.emptyMs),
    workerRssBytes: Math.round(median(measurements.workerRssBytes)),
    processRssBytes: Math.round(median(measurements.processRssBytes)),
    workerBytesPerMs: rates(workers, disturbed),
    processBytesPerMs: rates(processes, disturbed),
    // There and back, each time with the buffer.
    transferMs: significant(typicalTime(measurements.transferRoundTripMs, disturbed) / 2),
    warnings: warningsOf(measurements, disturbed),
  };
}

/**
 * The lower quartile: what disturbs a sample only makes it longer, and the very fastest may owe that to luck. While other
 * programs are busy, the fastest is the one that they left alone.
 */
function typicalTime(samples: readonly number[], disturbed: boolean): number {
  return disturbed ? Math.min(...samples) : quantile(samples, 0.25);
}

/** A start takes long enough to be interrupted every time; but it does little else than compute. */
function spawnTime(spawns: readonly Spawn[], disturbed: boolean): number {
  const seenMs = typicalTime(
    spawns.map(({ ms }) => ms),
    disturbed,
  );
  const computedMs = median(spawns.map(({ cpuMs }) => cpuMs));
  return significant(disturbed && computedMs > 0 ? Math.min(seenMs, computedMs) : seenMs);
}

/**
 * Best round against best round. Where others were busy, CPU time tells what the clock cannot: threads that hinder one
 * another need more of it for the same loop, threads that wait for other programs do not.
 */
function spinScaling(spins: readonly SpinRound[], disturbed: boolean, mostCores: number): ScalingPoint[] {
  const roundsOf = (threads: number) => spins.filter((round) => round.threads === threads);
  const fastest = (threads: number) => Math.min(...roundsOf(threads).map(({ ms }) => ms));
  // Over all rounds, because some systems count CPU time in steps longer than one.
  const cpuOfOne = (threads: number) => mean(roundsOf(threads).map(({ cpuMs }) => cpuMs / threads));
  return distinct(spins).map((threads) => {
    const seen = (threads * fastest(1)) / fastest(threads);
    const undisturbed = disturbed ? (threads * cpuOfOne(1)) / cpuOfOne(threads) : 0;
    return { threads, speedup: significant(Math.min(threads, mostCores, Math.max(seen, undisturbed))) };
  });
}

/** Never more than the system grants; beyond the threads that were started, their efficiency is assumed. */
function usable(scaling: readonly ScalingPoint[], parallelism: number, mostCores: number): number {
  const best = Math.max(1, ...scaling.map(({ speedup }) => speedup));
  return significant(
    Math.max(Math.min(1, mostCores), Math.min(mostCores, best * Math.max(1, parallelism / mostSpinThreads))),
  );
}

function poolScaling(rounds: readonly PoolRound[], disturbed: boolean, usableCores: number): ScalingPoint[] {
  const best = (threads: number, rateOf: (round: PoolRound) => number) =>
    Math.max(...rounds.filter((round) => round.threads === threads).map(rateOf));
  const seenRate = ({ operationsPerMs }: PoolRound) => operationsPerMs;
  const cpuRate = ({ operationsPerCpuMs }: PoolRound) => operationsPerCpuMs;
  return distinct(rounds).map((threads) => {
    const most = Math.min(threads, Math.max(1, usableCores));
    const seen = best(threads, seenRate) / best(1, seenRate);
    const undisturbed = disturbed ? (most * best(threads, cpuRate)) / best(1, cpuRate) : 0;
    return { threads, speedup: significant(Math.min(most, Math.max(seen, undisturbed))) };
  });
}

/** An empty message's time is not the data's; a tenth is kept where noise has made the empty one the longer. */
function rates(times: MessageTimes, disturbed: boolean): DataRates {
  const emptyMs = typicalTime(times.emptyMs, disturbed);
  const rate = ({ bytes, ms }: MessageTimes['objects']) => {
    const wholeMs = typicalTime(ms, disturbed);
    return Math.round(bytes / Math.max(wholeMs - emptyMs, wholeMs / 10));
  };
  return { objects: rate(times.objects), string: rate(times.string), typedArray: rate(times.typedArray) };
}

function warningsOf(measurements: Measurements, disturbed: boolean): string[] {
  const { workers, processes } = measurements;
  const warnings: string[] = [];
  if (disturbed) {
    const cores = measurements.othersCores?.toFixed(1);
    warnings.push(
      `Other programs used ${cores} cores meanwhile; the time lost to them was left out as far as it is known.`,
    );
  }
  const named: readonly (readonly [string, readonly number[]])[] = [
    ['Starting a worker thread', measurements.workerSpawns.map(({ ms }) => ms)],
    ['Starting a process', measurements.processSpawns.map(({ ms }) => ms)],
    ['A message to a worker thread', workers.emptyMs],
    ['A message to a process', processes.emptyMs],
  ];
  for (const [what, samples] of named) {
    const [low, high] = [quantile(samples, 0.25), quantile(samples, 0.75)];
    if (high > wideSpread * low)
      warnings.push(
        `${what} took between ${significant(low)} and ${significant(high)} ms; calibrate again on a quiet machine.`,
      );
  }
  return warnings;
}

const distinct = (rounds: readonly { readonly threads: number }[]): number[] =>
  [...new Set(rounds.map(({ threads }) => threads))].sort((a, b) => a - b);

const mean = (samples: readonly number[]): number => samples.reduce((sum, one) => sum + one, 0) / samples.length;

const median = (samples: readonly number[]): number => quantile(samples, 0.5);

/** The sample at this share of the way, from the smallest on. */
function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.round(share * (sorted.length - 1))] ?? NaN;
}

/** More digits than this would claim what was not measured. */
const significant = (value: number): number => Number(value.toPrecision(3));
