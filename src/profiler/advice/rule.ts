import type { HotFunction, Recommendation } from '../report.ts';
import type { Situation } from './situation.ts';

/** One rule, one file: null when it has nothing to say about the situation. */
export type Rule = (situation: Situation) => Recommendation | null;

export const noSpeedup = { low: 1, expected: 1, high: 1 } as const;

/** Keeps the range in order. The expected value of an advice is no slow-down; the low end may be one, and says so. */
export function speedupRange(low: number, expected: number, high: number): Recommendation['predictedSpeedup'] {
  const middle = Math.max(1, expected);
  return { low: Math.min(middle, Math.max(0, low)), expected: middle, high: Math.max(middle, high) };
}

/** Smaller gains are within what two runs of one program differ by: not worth an advice. */
export const smallestGain = 1.05;

export const targetOf = ({ target }: Situation): Recommendation['target'] => asTarget(target);
/** What to move into a worker. */
export const unitOf = ({ handOver }: Situation): Recommendation['target'] => asTarget(handOver?.unit ?? null);

const asTarget = (one: HotFunction | null): Recommendation['target'] =>
  one !== null && one.location !== null ? { name: one.name, location: one.location } : null;

/** As a title can say it: many functions have no name of their own. */
export function nameOf(target: Pick<HotFunction, 'name' | 'location'> | null): string | null {
  if (target === null) return null;
  if (target.name !== '(anonymous)' || target.location === null) return target.name;
  return `the function at ${target.location.file.split(/[\\/]/).at(-1)}:${target.location.line}`;
}

/** A sentence may begin with a name that is none, such as "the function at x.mjs:3": names of functions stay as they are. */
export const asSentence = (text: string): string => (text.startsWith('the function at ') ? `T${text.slice(1)}` : text);

export const megabytes = (bytes: number): string => `${Math.max(1, Math.round(bytes / 1e6))} MB`;
/** Of a stretch of time: 8.4 µs, 1.3 ms, 2.1 s. */
export function duration(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms >= 10) return `${Math.round(ms)} ms`;
  return ms >= 1 ? `${ms.toFixed(1)} ms` : `${(ms * 1000).toFixed(ms < 0.01 ? 1 : 0)} µs`;
}
export const percent = (share: number): string => `${Math.round(share * 100)} %`;
export const rounded = (value: number): string => value.toFixed(value < 10 ? 1 : 0);

/** Said by every rule that counts with the costs of threads or processes. */
export const costCaveats = ({ isCalibrated }: Situation): string[] =>
  isCalibrated ? [] : ['Start and message costs are defaults, not yet measured on this machine.'];
