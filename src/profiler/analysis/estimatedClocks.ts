/**
 * Where the system keeps no CPU clock per thread (macOS, Windows): the samples say when a JS thread computed, and what
 * the process used beyond that was libuv's pool.
 */
import { endOfSample } from '../capture/format/cpuColumns.ts';
import { accumulateSamples, growthIn, type Accumulated } from './accumulated.ts';
import type { BlockedOfSample } from './blockedTime.ts';
import type { ProcessClocks } from './cpuClocks.ts';
import type { SampledThread } from './threadRuns.ts';

/** V8's sampling thread uses 2.4 to 2.8 % of a core at a distance of 1 ms, more when it samples more often. */
const samplerCoresAtOneMilli = 0.028;

export function estimateCpu({ columns, isIdle }: SampledThread, blocked: BlockedOfSample): Accumulated {
  return accumulateSamples(columns.timeOfSample, columns.endMicros, (sample) => {
    const duration = endOfSample(columns, sample) - (columns.timeOfSample[sample] as number);
    return isIdle[sample] === 1 || !(duration > 0) ? 0 : 1 - (blocked[sample] as number) / duration;
  });
}

/** Never falls: a window in which the samples saw more than the process used adds nothing. */
export function estimatePool(
  { process, times }: ProcessClocks,
  jsThreads: readonly Accumulated[],
  cpuIntervalMicros: number,
): Accumulated {
  const values = new Float64Array(times.length);
  const samplerCores = (samplerCoresAtOneMilli * 1000) / cpuIntervalMicros;
  for (let i = 1; i < times.length; i++) {
    const [from, to] = [times[i - 1] as number, times[i] as number];
    const inJs = jsThreads.reduce((sum, thread) => sum + growthIn(thread, from, to), 0);
    const rest = growthIn(process, from, to) - inJs - samplerCores * jsThreads.length * (to - from);
    values[i] = (values[i - 1] as number) + Math.max(0, rest);
  }
  return { times, values };
}
