import type { Recommendation } from '../../report.ts';
import { costCaveats, duration, percent, smallestGain, speedupRange, unitOf } from '../rule.ts';
import { boundOf } from '../boundOf.ts';
import { caveatsOfHandOver, reasonsToHandOver } from '../handOverText.ts';
import { fewestInFlight, overlappedTimeMs } from '../overlap.ts';
import { mayDepend, type SerialWork } from '../serialWork.ts';
import type { Situation } from '../situation.ts';
import { parallelShares, parallelTimeMs, speedOf } from '../speedup.ts';
import { copiesOf, memoryCaveat, workers } from './workerThreads.ts';

const confidenceInBoth = 0.65;
/** Where turns may depend on each other, the next wait can still begin while the workers compute: as a rule. */
const confidenceInLookAhead = 0.45;
/** With less of the main thread's time to compute, its own part and the workers' fit on the same cores. */
const mainStaysBusy = 0.5;

/**
 * Waiting and computing take turns on one thread: overlapped, the time is that of the longer of the two; with the
 * computing spread over workers, less still.
 */
export function adviseHybrid(situation: Situation): Recommendation | null {
  const { report, computing, waiting, cores, machine, baseMs, handOver } = situation;
  if (report.verdict.class !== 'mixed' || cores < 2 || report.verdict.cause === 'concurrent-io') return null;
  // What blocks the thread cannot be overlapped by starting more of it.
  if (report.verdict.budget.blocked > report.verdict.budget.wait) return null;
  const work = situation.serial ?? asOneLoop(situation);
  const computingMs = computing * baseMs;
  const unitMs = Math.min(handOver?.unit.totalMs ?? computingMs, computingMs);
  const left = 1 - unitMs / baseMs;
  const size = Math.max(1, computingMs - unitMs > mainStaysBusy * left * baseMs ? cores - 1 : cores);
  const timeMs = (end: keyof typeof parallelShares) => {
    const movedMs = parallelShares[end] * unitMs;
    const plan = planWithout(situation, work, movedMs);
    const overlapped = mayDepend(work) ? plan.baseMs : overlappedTimeMs(plan, fewestInFlight(plan));
    const serialPart = Math.max(0, baseMs - work.idleMs - work.computingMs);
    const parallel = parallelTimeMs({
      baseMs: movedMs,
      movedMs,
      workers: size,
      machine,
      cores,
      messages: work.turns,
      copyMs: copiesOf(situation, end),
    });
    // The workers compute while the loop waits: the longer of the two counts.
    return Math.max(overlapped, serialPart + parallel);
  };
  const expected = baseMs / timeMs('expected');
  if (expected < smallestGain) return null;
  const loopOnly = planWithout(situation, work, 0);
  const withoutWorkers = baseMs / overlappedTimeMs(loopOnly, fewestInFlight(loopOnly));
  // The workers are the bottleneck then: their rate by Little's law, and some more, because answers do not come evenly.
  const bound = boundOf(work.kind, situation);
  const fed = Math.ceil(bound.ready * size * (1 + work.idleMs / Math.max(1, unitMs)));
  const slots = mayDepend(work) ? 2 : Math.max(2, Math.min(fed, bound.most, work.turns ?? Infinity));
  return {
    id: 'hybrid',
    title: mayDepend(work)
      ? `Compute in ${workers(size)} while the next wait is under way`
      : `Overlap the waiting (${slots} at a time) and compute in ${workers(size)}`,
    model: 'hybrid',
    size,
    target: unitOf(situation),
    predictedSpeedup: speedupRange(
      mayDepend(work) ? 1 : Math.min(baseMs / timeMs('low'), withoutWorkers),
      expected,
      baseMs / (0.9 * timeMs('high')),
    ),
    confidence: (mayDepend(work) ? confidenceInLookAhead : confidenceInBoth) * report.verdict.confidence,
    why: [
      `Computing (${percent(computing)}) and waiting (${percent(waiting)}) take turns on one thread; they could run side by side.`,
      `Of ${duration(baseMs)}, ${duration(unitMs)} can move into ${workers(size)} while ${duration(work.idleMs)} of waiting overlaps.`,
      ...reasonsToHandOver(situation),
    ],
    wouldChangeIf: ['Each step needs the result of the one before.'],
    caveats: [
      ...(work.independence === 'shown'
        ? ['The edit overlaps the awaits; moving the computing is a second step.']
        : []),
      ...caveatsOfHandOver(situation),
      memoryCaveat(situation, size),
      ...costCaveats(situation),
    ],
    action:
      work.independence === 'shown' && work.awaitLocation !== null
        ? { kind: 'bound-awaits', location: work.awaitLocation, limit: slots }
        : null,
  };
}

function asOneLoop({ baseMs, computing, waiting, report }: Situation): SerialWork {
  return {
    task: null,
    called: null,
    awaitLocation: null,
    turns: null,
    idleMs: waiting * baseMs,
    computingMs: computing * baseMs,
    kind: null,
    independence: report.tasks.length > 0 ? 'unlikely' : 'unknown',
  };
}

/** The loop's part of the work once `movedMs` of its computing is done elsewhere. */
function planWithout(situation: Situation, work: SerialWork, movedMs: number) {
  const { baseMs, machine, cores } = situation;
  const ofLoop = Math.min(movedMs, work.computingMs);
  return {
    baseMs: baseMs - ofLoop,
    work: { ...work, computingMs: work.computingMs - ofLoop },
    helpersMs: 0,
    speed: speedOf(cores, cores, machine),
    most: boundOf(work.kind, situation).most,
  };
}
