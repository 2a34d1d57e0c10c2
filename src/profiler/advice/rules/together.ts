import type { Recommendation } from '../../report.ts';
import { boundOf, servedAnywhere, type Bound } from '../boundOf.ts';
import { rateOf } from '../overlap.ts';
import { asSentence, duration, nameOf, smallestGain } from '../rule.ts';
import { findSequentialSteps, type SequentialSteps } from '../sequentialSteps.ts';
import type { Situation } from '../situation.ts';
import { speedOf } from '../speedup.ts';
import { speedups } from '../timesKnown.ts';
import { confidences } from './async.ts';

/** Statements that await one after the other without need: started together, a call takes as long as their longest chain. */
export function adviseTogether(situation: Situation): Recommendation | null {
  const all = findSequentialSteps(situation.report).map((steps) => advise(situation, steps));
  return all.reduce((best, next) => {
    if (next === null || next.predictedSpeedup.expected < smallestGain) return best;
    return best && best.predictedSpeedup.expected >= next.predictedSpeedup.expected ? best : next;
  }, null);
}

function advise(situation: Situation, steps: SequentialSteps): Recommendation | null {
  const { report, baseMs } = situation;
  const bound = boundOf(steps.kind, situation);
  const own = Math.max(steps.inFlight, bound.most);
  const servedAtLeast = Math.max(steps.inFlight, bound.server === 'others' ? servedAnywhere : own);
  const range = speedups(baseMs, {
    slowest: timeMs(situation, steps, bound, servedAtLeast),
    expected: timeMs(situation, steps, bound, own),
    fastest: timeMs(situation, { ...steps, waitMs: steps.stepsMs }, bound, own),
  });
  const { task, sequence, calls, stepsMs, chainMs } = steps;
  const { isShown } = sequence;
  const lines = sequence.steps.map(({ line }) => line);
  const name = nameOf(task) ?? 'the program';
  const title = `Start the awaits of ${name} (lines ${list(lines)}) together with Promise.all, then await them`;
  return {
    id: 'async-together',
    title: isShown ? title : `${title}, if their order does not matter`,
    model: 'async',
    size: null,
    target: task.location ? { name: task.name, location: task.location } : null,
    predictedSpeedup: { ...range, low: isShown ? Math.max(1, range.low) : 1 },
    confidence: confidences[isShown ? 'shown' : 'undecided'] * report.verdict.confidence,
    why: [
      asSentence(
        `${name} waits ${duration(stepsMs)} a call for ${lines.length} steps one after the other; the longest that have to follow each other take ${duration(chainMs)}.`,
      ),
      `It went through them ${calls} times, and the event loop waited ${duration(Math.min(steps.idleMs, baseMs))} for them.`,
      isShown
        ? 'The source shows which steps use the results of others; nothing else stands between them.'
        : 'No step uses the result of all before it, but what they do, or what stands between them, may ask for their order: look at it.',
    ],
    wouldChangeIf: [
      'A later step counts on what an earlier one does, not only on its result.',
      ...(bound.server === 'others' ? ['The other side is at its limit: then more at once only wait longer.'] : []),
    ],
    caveats: [
      'With Promise.all the first failure is reported while the others are still under way; now they would not have begun.',
    ],
    action: null,
  };
}

/**
 * The part of the time that the calls take, by how many more of them pass in the same time: mean value analysis with what a
 * call waits and computes, at most as fast as the other side serves so many at once, and as the processors allow.
 */
function timeMs(situation: Situation, steps: SequentialSteps, { server }: Bound, served: number): number {
  const { baseMs, isServer, computing, helpersMs, cores, machine } = situation;
  const { task, calls, waitMs, stepsMs, chainMs, inFlight, idleMs } = steps;
  // All that a server computes, it computes for requests; with many of them under way no part of the time is without.
  const computingMs = isServer ? computing * baseMs : Math.min(task.cpuMs, baseMs);
  const partMs = isServer ? baseMs : Math.min(baseMs, idleMs + computingMs);
  const now = rateOf(waitMs, computingMs / calls, inFlight);
  const then = Math.min(
    rateOf(waitMs - stepsMs + chainMs, computingMs / calls, inFlight),
    Math.max(now, stepsMs > 0 ? served / stepsMs : Infinity),
  );
  const helped = server === 'others' ? 0 : (Math.min(helpersMs, idleMs) + computingMs) / speedOf(cores, cores, machine);
  return baseMs - partMs + Math.min(partMs, Math.max((partMs * now) / then, helped));
}

const list = (lines: readonly number[]): string =>
  lines.length === 2 ? lines.join(' and ') : `${lines.slice(0, -1).join(', ')} and ${lines.at(-1) ?? ''}`;
