/** What held memory at the end of each run, by the function that allocated it. */
import type { SiteDifference } from '../comparison.ts';
import type { Location, Report } from '../report.ts';
import { matchRows } from './match.ts';
import { difference, sampled, spreadOf, z95, type Estimate } from './noise.ts';
import { byWeight, type Reports } from './reports.ts';
import { runToRun } from './runToRun.ts';

interface Site {
  readonly name: string;
  readonly location: Location | null;
  readonly bytes: number;
}

/** Empty where one of the runs did not follow which objects are alive. */
export function compareSites({ before, after }: Reports): SiteDifference[] {
  const [one, other] = [liveSites(before), liveSites(after)];
  if (one === null || other === null) return [];
  const intervals = { before: before.sampling.heapIntervalBytes ?? 1, after: after.sampling.heapIntervalBytes ?? 1 };
  return matchRows({ rows: one, cwd: before.run.cwd }, { rows: other, cwd: after.run.cwd }, (site) => ({
    ...site,
    kind: 'site',
    isNamed: site.name !== '' && !site.name.startsWith('('),
  }))
    .map((pair) => {
      const { name, location } = (pair.after ?? pair.before) as Site;
      const bytes = difference(
        pair.before ? sampled(pair.before.bytes, intervals.before, runToRun.live) : unlisted(intervals.before),
        pair.after ? sampled(pair.after.bytes, intervals.after, runToRun.live) : unlisted(intervals.after),
      );
      return { name, location, bytes };
    })
    .sort((a, b) => byWeight(a.bytes, b.bytes));
}

/** A report leaves out sites that changed by less than this many samples (`analysis/memory/growth.ts`): any of it may be there. */
const unlistedSamples = 4;
const unlisted = (intervalBytes: number): Estimate => spreadOf(0, 0, (unlistedSamples * intervalBytes) / z95);

/** The report lists sites that grew or shrank by more than sampling leaves open; the others count as none. */
const liveSites = ({ memory, sampling }: Report): Site[] | null =>
  sampling.heapMode === 'live'
    ? memory.growth.map(({ name, location, afterBytes }) => ({ name, location, bytes: afterBytes }))
    : null;
