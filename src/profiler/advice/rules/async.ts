import type { Recommendation } from '../../report.ts';
import { percent, rounded, speedupRange, targetOf } from '../rule.ts';
import type { Situation } from '../situation.ts';

/** More requests at once than this seldom help one downstream service, and many refuse them. */
const mostSlots = 16;
/** Awaits that look independent are not always: half of them may have to stay in order. */
const overlapping = { low: 0.25, expected: 0.75, high: 1 } as const;
const confidenceInOverlap = 0.7;
/** That something else is there to run while a call waits is not in a profile. */
const confidenceInOtherWork = 0.5;

export function adviseAsync(situation: Situation): Recommendation | null {
  switch (situation.report.verdict.cause) {
    case 'serial-awaits':
      return boundedConcurrency(situation);
    case 'synchronous-io':
      return noBlocking(situation, 'Replace the synchronous calls by their asynchronous forms');
    case 'lock':
      return noBlocking(situation, 'Wait without blocking: a timer or Atomics.waitAsync instead of Atomics.wait');
    default:
      return null;
  }
}

/**
 * With C computing and W waiting per task, N at once finish min(N, (C + W) / C) times as fast; the knee is 1 + W/C, and
 * past it only the latency grows.
 */
function boundedConcurrency(situation: Situation): Recommendation {
  const { report, computing, waiting } = situation;
  const knee = computing > 0 ? 1 + waiting / computing : Infinity;
  const slots = Math.max(2, Math.min(mostSlots, Math.ceil(knee)));
  const speedupOf = (share: number) => 1 / (computing + waiting * (1 - share) + (waiting * share) / slots);
  const atMost = computing > 0 ? Math.min(slots, 1 / computing) : slots;
  const limited = (share: number) => Math.min(atMost, speedupOf(share));
  return {
    id: 'async-bounded',
    title: `Run the awaits concurrently, at most ${slots} at a time`,
    model: 'async',
    size: slots,
    target: targetOf(situation),
    predictedSpeedup: speedupRange(limited(overlapping.low), limited(overlapping.expected), limited(overlapping.high)),
    confidence: confidenceInOverlap * report.verdict.confidence,
    why: [
      `The main thread waits ${percent(waiting)} of its time, with ${rounded(report.inFlight?.meanRequests ?? 1)} requests open on average.`,
      `Beyond ${slots} at a time ${Number.isFinite(knee) && knee <= mostSlots ? 'the main thread itself is the limit' : 'the other side is likely to be the limit'}.`,
    ],
    wouldChangeIf: ['Each request needs the answer to the one before.', 'The other side answers slower under load.'],
    caveats: ['How many requests the other side serves at once was not measured: start lower and raise the limit.'],
    action: null,
  };
}

function noBlocking(situation: Situation, title: string): Recommendation {
  const { report } = situation;
  const { blocked } = report.verdict.budget;
  const without = (share: number) => 1 / Math.max(0.1, 1 - blocked * share);
  return {
    id: 'async-no-blocking',
    title,
    model: 'async',
    size: null,
    target: blockingFunction(situation),
    predictedSpeedup: speedupRange(1, without(overlapping.low), without(overlapping.expected)),
    confidence: confidenceInOtherWork * report.verdict.confidence,
    why: [`The main thread is blocked ${percent(blocked)} of its time and can do nothing else meanwhile.`],
    wouldChangeIf: ['There is nothing else to do meanwhile: then the call may as well block.'],
    caveats: ['A single call becomes no faster; only other work gains.'],
    action: null,
  };
}

/** The developer's function in whose stalls the blocking happened. */
function blockingFunction({ report }: Situation): Recommendation['target'] {
  const stall = report.stalls.find((candidate) => candidate.location !== null);
  return stall?.location ? { name: stall.name, location: stall.location } : null;
}
