/** How much faster the later run is, with the interval in which chance leaves it. */
import type { Speedup } from '../comparison.ts';
import type { Report } from '../report.ts';
import { difference, explainedByQueue, z95, type Estimate } from './noise.ts';
import type { Reports } from './reports.ts';
import { wallOf } from './runToRun.ts';
import { countOf, rateOf, requestsOf } from './throughput.ts';

/** Null where neither wall time nor requests tell. */
export function findSpeedup(reports: Reports): Speedup | null {
  const { before, after } = reports;
  const isWholeWork = endsByItself(before) && endsByItself(after) && endsAlike(reports);
  if (isWholeWork && !servesOtherWork(reports)) return ratio('wall', wallOf(before), wallOf(after));
  const [one, other] = [rateOf(requestsOf(before), before), rateOf(requestsOf(after), after)];
  return one && other && before.inFlight?.isServer && after.inFlight?.isServer ? ratio('throughput', other, one) : null;
}

/** Only then is the wall time how long the work took. A crash is an end too early. */
export const endsByItself = ({ run: { exit, attached } }: Report): boolean =>
  exit.reason === 'exited' && attached !== true;

/** A program that failed once has done less than in the run that it finished; linters and tests fail every time. */
const endsAlike = ({ before, after }: Reports): boolean => (before.run.exit.code === 0) === (after.run.exit.code === 0);

/**
 * A server that ends on its own may still live as long as its script says: only when both served the same number of
 * requests was the time theirs.
 */
function servesOtherWork({ before, after }: Reports): boolean {
  if (!before.inFlight?.isServer || !after.inFlight?.isServer) return false;
  const served = (report: Report): Estimate =>
    requestsOf(report)
      .map((task) => countOf(task, report))
      .reduce((sum, one) => ({ value: sum.value + one.value, variance: sum.variance + one.variance }), {
        value: 0,
        variance: 0,
      });
  return difference(served(before), served(after)).isSignificant;
}

/**
 * Interval of a ratio of two positive quantities: symmetric in its logarithm. What the queue for a processor may explain
 * moves the bound that is nearer to 1.
 */
function ratio(of: Speedup['of'], over: Estimate, under: Estimate): Speedup | null {
  if (!(over.value > 0) || !(under.value > 0)) return null;
  const spread = Math.exp(z95 * Math.sqrt(over.variance / over.value ** 2 + under.variance / under.value ** 2));
  const explained = explainedByQueue(over, under);
  const overIsLarger = over.value > under.value;
  const least = Math.max(over.value - (overIsLarger ? explained : 0), Number.EPSILON);
  const lower = Math.max(under.value - (overIsLarger ? 0 : explained), Number.EPSILON);
  const low = least / under.value / spread;
  const high = (over.value / lower) * spread;
  return { of, value: over.value / under.value, low, high, isSignificant: low > 1 || high < 1 };
}
