/**
 * What of the idle samples was no waiting. V8 calls a thread idle from the moment the event loop asks the system for news,
 * also where it does not wait for them: a loop of `setImmediate` asks a million times a second, is on a processor all the
 * time, and has nine idle samples in ten (Node 20, Linux). The thread's CPU clock knows better: what it shows above the
 * busy samples was spent in the idle ones.
 */
import { endOfSample } from '../capture/format/cpuColumns.ts';
import { accumulateSamples, growthIn } from './accumulated.ts';
import type { ThreadClock } from './cpuClocks.ts';
import type { SampledThread } from './threadRuns.ts';

/** Readings come a few milliseconds late or early: over half a second that is an error of one per cent. */
const shortestWindowMicros = 500_000;

/** Microseconds of each sample; 0 for those that are not idle. */
export function findPollingTime(thread: SampledThread, clock: ThreadClock | null): Float64Array {
  const { columns, isIdle } = thread;
  const polling = new Float64Array(columns.nodeOfSample.length);
  if (clock === null || polling.length === 0) return polling;
  const idle = accumulateSamples(columns.timeOfSample, columns.endMicros, (sample) => isIdle[sample] as number);
  let sample = 0;
  for (const [from, to] of windowsOf(clock.cpu.times, columns.timeOfSample[0] as number, columns.endMicros)) {
    const waited = growthIn(idle, from, to);
    const excess = growthIn(clock.cpu, from, to) - (to - from - waited);
    const share = excess > 0 && waited > 0 ? Math.min(1, excess / waited) : 0;
    for (; sample < polling.length && (columns.timeOfSample[sample] as number) < to; sample++) {
      const time = endOfSample(columns, sample) - (columns.timeOfSample[sample] as number);
      if (isIdle[sample] === 1 && time > 0) polling[sample] = share * time;
    }
  }
  return polling;
}

/** Between readings of the clock; the last window takes what is left and may be longer. */
function windowsOf(times: ArrayLike<number>, start: number, end: number): [number, number][] {
  const edges = [start];
  for (let i = 0; i < times.length; i++) {
    const time = times[i] as number;
    const isFarEnough = time - (edges.at(-1) as number) >= shortestWindowMicros;
    if (isFarEnough && end - time >= shortestWindowMicros) edges.push(time);
  }
  return edges.map((from, at): [number, number] => [from, edges[at + 1] ?? end]);
}
