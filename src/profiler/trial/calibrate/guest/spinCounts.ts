/** On how many threads the loop is to spin. */

/** A worker takes about 10 MB; beyond this the efficiency of this many is assumed for the rest. */
export const mostSpinThreads = 64;
/** Up to here every number is measured, above only its doubles. */
const everyCountUpTo = 4;

export function spinCounts(parallelism: number): number[] {
  const most = Math.min(parallelism, mostSpinThreads);
  const counts = Array.from({ length: Math.min(most, everyCountUpTo) }, (_, index) => index + 1);
  for (let next = everyCountUpTo * 2; next < most; next *= 2) counts.push(next);
  return most > everyCountUpTo ? [...counts, most] : counts;
}
