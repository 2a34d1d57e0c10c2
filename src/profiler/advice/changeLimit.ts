/** The action that sets another limit on operations which a number in the program keeps to so many at a time. */
import type { IoOperation, RecommendedAction } from '../report.ts';

/** Null where nobody knows which line of the program begins them. */
export function changeLimit(
  { location, callers = [] }: IoOperation,
  from: number,
  limit: number,
): RecommendedAction | null {
  const places = [location, ...callers.map((caller) => caller.location)].filter((place) => place !== null);
  const [first, ...others] = places;
  return first ? { kind: 'change-limit', location: first, callers: others, from, limit } : null;
}
