import type { Cause, Recommendation } from '../../report.ts';
import {
  costCaveats,
  duration,
  megabytes,
  nameOf,
  percent,
  rounded,
  smallestGain,
  speedupRange,
  unitOf,
} from '../rule.ts';
import { caveatsOfHandOver, reasonsToHandOver } from '../handOverText.ts';
import type { Situation } from '../situation.ts';
import { bestWorkers, parallelTimeMs, parallelShares, type ParallelPlan } from '../speedup.ts';

/** Below this share of computing, workers have too little to take over; a pool makes waiting only slower. */
const smallestComputing = 0.5;
/** Above this share in serial waits the turns have to overlap before workers can. */
const smallestWaiting = 0.3;
/** From this share of the cores in use, more workers only take turns. */
const allCoresBusy = 0.85;
/** That the work can be cut into independent pieces is likely for a hot loop, but not in a profile. */
const confidenceInSplit = 0.65;
/** The system may let calls on the same directories and files wait for each other. */
const confidenceInSplitWithFiles = 0.55;
/** What allocates much works on much data, which workers would have to copy. */
const confidenceInSplitWithMuchData = 0.4;
/**
 * How many bytes a worker is given is not in a profile. Expected: all that the program surely keeps goes over once. Low: it
 * goes over once for each of a few calls, as arguments do that several calls share; or all that it may keep goes over once;
 * and what became garbage here becomes garbage on the other side once more. High: the data is made in the workers,
 * transferred or shared.
 */
const callsThatShareData = 3;
export const copiesOf = ({ copyMs, report, baseMs }: Situation, end: keyof typeof parallelShares): number => {
  const garbageMs = report.verdict.budget.gc * baseMs;
  const mostMs = Math.max(callsThatShareData * copyMs.sure, copyMs.possible) + garbageMs;
  return { low: mostMs, expected: copyMs.sure, high: 0 }[end];
};
/** With this share of the computing in one copy of what is surely kept, the program works on much data. */
export const muchData = 0.2;

/** Computing of the main thread, spread over workers. */
export function adviseWorkerThreads(situation: Situation): Recommendation | null {
  const { report, computing, cores, coresUsed, isServer } = situation;
  const { cause } = report.verdict;
  if (cores < 2 || coresUsed >= allCoresBusy * cores) return null;
  if (!computesOnMain(cause) || computing < smallestComputing) return null;
  // While each turn waits first and computes then, workers have one turn at a time: that is for the hybrid.
  if (situation.serial !== null && situation.serial.idleMs >= smallestWaiting * situation.baseMs) return null;
  // The main thread of a server stays busy with requests; that of a script only hands out work.
  const most = isServer ? Math.max(1, cores - 1) : cores;
  const size = bestWorkers(planOf(situation, 'expected'), most);
  const speedup = (end: keyof typeof parallelShares) => speedupOf(situation, end, size);
  if (speedup('expected') < smallestGain) return null;
  const unit = situation.handOver?.unit ?? null;
  return {
    id: 'worker-threads',
    title: `Move ${nameOf(unit) ?? 'the computing'} into ${workers(size)}`,
    model: 'worker-threads',
    size,
    target: unitOf(situation),
    predictedSpeedup: speedupRange(lowEnd(situation, speedup('low')), speedup('expected'), speedup('high')),
    confidence: confidenceOf(situation) * report.verdict.confidence,
    why: [
      `One thread computes ${percent(computing)} of the time while ${rounded(cores - coresUsed)} of ${cores} cores are free.`,
      ...reasonsToHandOver(situation),
      size < cores
        ? 'One core is left to the main thread, which stays busy.'
        : 'The main thread only hands out work, so every core can have a worker.',
    ],
    wouldChangeIf: [
      'The work cannot be cut into independent pieces.',
      'Pieces are so small, or their data so large, that copying costs more than computing.',
    ],
    caveats: [
      ...caveatsOfHandOver(situation),
      ...copyCaveats(situation),
      memoryCaveat(situation, size),
      ...costCaveats(situation),
    ],
    action:
      unit?.location && unit.name !== '(anonymous)'
        ? { kind: 'move-to-worker', name: unit.name, location: unit.location, size }
        : null,
  };
}

/** Synchronous calls that do not block keep the processor busy in the system: several threads can do that at a time. */
export const computesOnMain = (cause: Cause | null): boolean =>
  cause === 'javascript' || cause === 'native' || cause === 'garbage-collection' || cause === 'synchronous-io';

function confidenceOf({ report, copyMs, computing, baseMs }: Situation): number {
  const { cause } = report.verdict;
  const copiesMuch = copyMs.sure > muchData * computing * baseMs;
  if (cause === 'garbage-collection' || copiesMuch) return confidenceInSplitWithMuchData;
  return cause === 'synchronous-io' ? confidenceInSplitWithFiles : confidenceInSplit;
}

/** Without counted calls it is not known that the work comes in pieces: it may be one chain of steps. */
const lowEnd = ({ handOver }: Situation, low: number): number =>
  (handOver?.pieces ?? null) === null ? Math.min(1, low) : low;

/** What the program would gain by workers, or lose, whether or not that is worth an advice. */
export const gainOfWorkers = (situation: Situation): number =>
  speedupOf(situation, 'expected', bestWorkers(planOf(situation, 'expected'), situation.cores));

function speedupOf(situation: Situation, end: keyof typeof parallelShares, workers: number): number {
  const plan = { ...planOf(situation, end), workers };
  if (!situation.isServer) return plan.baseMs / parallelTimeMs(plan);
  // Requests overlap: main thread and workers are busy at the same time, and start long before they are measured.
  const { baseMs, movedMs, copyMs } = plan;
  return baseMs / Math.max(baseMs - movedMs + copyMs, movedMs / workers);
}

function planOf(situation: Situation, end: keyof typeof parallelShares): Omit<ParallelPlan, 'workers'> {
  const { baseMs, computing, handOver, machine, cores } = situation;
  const computingMs = computing * baseMs;
  const unitMs = handOver === null ? computingMs : Math.min(handOver.unit.totalMs, computingMs);
  return {
    baseMs,
    movedMs: parallelShares[end] * (unitMs + waitsOfUnit(situation)),
    machine,
    cores,
    messages: handOver?.pieces ?? null,
    copyMs: copiesOf(situation, end),
  };
}

/** What the unit itself waits for moves with it, and several workers wait at the same time. */
function waitsOfUnit({ handOver, serial }: Situation): number {
  const called = serial?.called;
  const isUnit = called && handOver?.unit.name === called.name && handOver.unit.location?.line === called.location.line;
  return isUnit ? serial.idleMs : 0;
}

function copyCaveats({ copyMs, baseMs }: Situation): string[] {
  const unknown =
    'How much data a call is given is not in a profile: it has to be copied to the worker, transferred or shared.';
  if (copyMs.sure < (smallestGain - 1) * baseMs) return [unknown];
  return [
    unknown,
    `Copying once all that the program keeps in memory takes about ${duration(copyMs.sure)}; that is counted in.`,
  ];
}

export const memoryCaveat = ({ machine }: Pick<Situation, 'machine'>, size: number): string =>
  `Memory grows by about ${megabytes(machine.workerRssBytes * size)}, ${megabytes(machine.workerRssBytes)} a worker, and the data that each works on.`;

export const workers = (size: number) => (size === 1 ? 'a worker thread' : `${size} worker threads`);
