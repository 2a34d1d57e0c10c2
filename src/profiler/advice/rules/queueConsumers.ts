import type { Recommendation } from '../../report.ts';
import { boundOf, servedAnywhere } from '../boundOf.ts';
import { overlappedTimeMs, type OverlapPlan } from '../overlap.ts';
import { duration, nameOf, smallestGain } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { speedOf } from '../speedup.ts';
import { speedups } from '../timesKnown.ts';
import { caveatsOf, confidences, fastestMs, slotsOf } from './async.ts';

/** A list that grows while it is worked off, one entry after the other: several may take from it at the same time. */
export function adviseQueueConsumers(situation: Situation): Recommendation | null {
  const { serial: work, report, baseMs, helpersMs, cores, machine } = situation;
  if (!work?.isQueue || work.task === null) return null;
  const bound = boundOf(work.kind, situation);
  const helpers = bound.server === 'others' ? 0 : helpersMs;
  const { most, openMs } = bound;
  const speed = speedOf(cores, cores, machine);
  const plan = { baseMs, work, helpersMs: helpers, speed, most, openMs };
  const slots = Math.max(2, slotsOf(plan, bound));
  const width = expectedWidth(plan, slots);
  const range = speedups(baseMs, {
    slowest: baseMs,
    expected: overlappedTimeMs(plan, width),
    fastest: fastestMs(plan, slots, situation),
  });
  if (range.expected < smallestGain) return null;
  const where = nameOf(work.task);
  return {
    id: 'async-queue',
    title: `Let ${slots} consumers work off the list in ${where}, if entries need nothing of each other`,
    model: 'async',
    size: slots,
    target: work.called ?? (work.task.location ? { name: work.task.name, location: work.task.location } : null),
    predictedSpeedup: { ...range, low: 1 },
    confidence: confidences.undecided * report.verdict.confidence,
    why: [
      `${where} takes ${work.turns ?? 'many'} entries from a list one after the other and adds to it meanwhile: ${duration(work.idleMs)} of ${duration(baseMs)} in which nothing else is done.`,
      `As many can be in flight as are found and not yet done. How many that is was not measured: about ${width} if it is neither one at a time nor nearly all at once.`,
    ],
    wouldChangeIf: [
      'Each entry leads to one other: then there is never more than one to do.',
      'An entry needs what an earlier one has left behind, or the order matters.',
      ...(bound.server === 'others' && slots > servedAnywhere
        ? ['The other side serves fewer at once, or answers slower under load.']
        : []),
    ],
    caveats: [
      'Entries are done in another order than now.',
      'Note an entry as seen before the await: otherwise two consumers take the same one.',
      'An empty list is no end while others are under way: they may add to it.',
      ...caveatsOf(bound),
    ],
    action: null,
  };
}

/**
 * By Little's law the mean in flight is the number of entries over the length of the longest chain of them: between one (a
 * single chain) and all (all known at once), by equal chances for each doubling. The middle of that.
 */
const expectedWidth = ({ work }: OverlapPlan, slots: number): number =>
  Math.max(1, Math.min(slots, Math.round(Math.sqrt(work.turns ?? slots))));
