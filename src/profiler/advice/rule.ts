import type { HotFunction, Recommendation } from '../report.ts';
import type { Situation } from './situation.ts';

/** One rule, one file: null when it has nothing to say about the situation. */
export type Rule = (situation: Situation) => Recommendation | null;

export const noSpeedup = { low: 1, expected: 1, high: 1 } as const;

/** Keeps the range in order and never promises a slow-down as an advice: the low end may be 1, the loss is a caveat. */
export function speedupRange(low: number, expected: number, high: number): Recommendation['predictedSpeedup'] {
  const middle = Math.max(1, expected);
  return { low: Math.min(middle, Math.max(1, low)), expected: middle, high: Math.max(middle, high) };
}

export const targetOf = ({ target }: Situation): Recommendation['target'] => asTarget(target);
/** What to move into a worker. */
export const unitOf = ({ handOver }: Situation): Recommendation['target'] => asTarget(handOver?.unit ?? null);

const asTarget = (one: HotFunction | null): Recommendation['target'] =>
  one !== null && one.location !== null ? { name: one.name, location: one.location } : null;

/** As a title can say it: many functions have no name of their own. */
export function nameOf(target: Situation['target']): string | null {
  if (target === null) return null;
  if (target.name !== '(anonymous)' || target.location === null) return target.name;
  return `the function at ${target.location.file.split(/[\\/]/).at(-1)}:${target.location.line}`;
}

export const percent = (share: number): string => `${Math.round(share * 100)} %`;
export const rounded = (value: number): string => value.toFixed(value < 10 ? 1 : 0);

/** Said by every rule that counts with the costs of threads or processes. */
export const costCaveats = ({ isCalibrated }: Situation): string[] =>
  isCalibrated ? [] : ['Start and message costs are defaults, not yet measured on this machine.'];
