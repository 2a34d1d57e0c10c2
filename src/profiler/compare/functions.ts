/** The functions of both runs, as tracemalloc's `compare_to` lists allocation sites: before, after, difference. */
import type { FunctionDifference } from '../comparison.ts';
import type { FrameCategory, HotFunction, Report } from '../report.ts';
import { matchRows, type Pair, type Place } from './match.ts';
import { difference, exactly, queuedShareOf, sampled, type Estimate } from './noise.ts';
import { queuedShare } from './queue.ts';
import { byWeight, presenceOf, sampleInterval, type Reports } from './reports.ts';
import { runToRun } from './runToRun.ts';

export function compareFunctions({ before, after }: Reports): FunctionDifference[] {
  const pairs = matchRows(
    { rows: before.hotFunctions, cwd: before.run.cwd },
    { rows: after.hotFunctions, cwd: after.run.cwd },
    placeOf,
  );
  const runs = { before: timesIn(before), after: timesIn(after) };
  return pairs.map((pair) => compare(pair, runs)).sort((a, b) => byWeight(a.self, b.self));
}

/** Of the others, code that moved cannot be told from other code of that name. */
const moves: readonly FrameCategory[] = ['user', 'dependency'];

const placeOf = ({ name, category, location, source }: HotFunction): Place => ({
  name,
  kind: category,
  location,
  source,
  isNamed: moves.includes(category) && name !== '' && !name.startsWith('('),
});

/** Of a function that the run has not seen, none. */
type TimeOf = (row: HotFunction | null, key: 'selfMs' | 'totalMs') => Estimate;

function timesIn(report: Report): TimeOf {
  const intervalMs = sampleInterval(report);
  return (row, key) =>
    queuedShareOf(sampled(row?.[key] ?? 0, intervalMs, runToRun.functionTime), queuedShare(report, row?.threads));
}

function compare(pair: Pair<HotFunction>, runs: { before: TimeOf; after: TimeOf }): FunctionDifference {
  const { before, after } = pair;
  const { name, location, category } = (after ?? before) as HotFunction;
  const time = (key: 'selfMs' | 'totalMs') => difference(runs.before(before, key), runs.after(after, key));
  return {
    name,
    location,
    category,
    self: time('selfMs'),
    total: time('totalMs'),
    calls: callsOf(pair),
    presence: presenceOf(pair),
  };
}

/** A function that one of the runs never sampled may have been called there all the same. */
function callsOf({ before, after }: Pair<HotFunction>): FunctionDifference['calls'] {
  const [one, other] = [before?.calls ?? null, after?.calls ?? null];
  return one === null || other === null ? null : difference(exactly(one), exactly(other));
}
