/**
 * One call of `fs.promises` may take several operations, one after the other: `readFile` opens, reads and closes. Node goes
 * on by itself when the one before is done, so the program's nearest function is then reached by an `await`, and not by a
 * call. Which call they continue shows where all are traced: the next one begins in the callback of the one before.
 */
import type { CallSite } from './callSites.ts';
import { orderByTime, type Operations } from './readOperations.ts';

interface Candidate {
  readonly kind: string;
  readonly call: CallSite;
}

/** Between a callback and what Node begins in it: a few microtasks; less than any file operation takes on its way. */
const sameTurnMicros = 1000;

const isContinued = ({ kind, call }: Candidate): boolean =>
  kind === 'fs' && call.operation !== null && call.frames[0]?.isAwaited === true;

/** By site: the site of the call that it continues, or itself. */
export function findBeginnings(
  operations: Operations,
  siteOfRow: Int32Array,
  sites: readonly Candidate[],
): readonly number[] {
  const continued = sites.map(isContinued);
  if (!continued.includes(true)) return sites.map((_, site) => site);
  const votes = countVotes(operations, siteOfRow, sites, continued);
  const ofLine = new Map<string, number>();
  sites.forEach((site, number) => {
    const place = placeOf(site);
    if (place !== null && !continued[number] && !ofLine.has(place)) ofLine.set(place, number);
  });
  return sites.map((site, number) => {
    if (!continued[number]) return number;
    const [most] = [...(votes[number] as Map<number, number>)].sort((a, b) => b[1] - a[1]);
    return most?.[0] ?? ofLine.get(placeOf(site) ?? '') ?? number;
  });
}

/** By site: how often which site had begun what it continues. Operations that stand for others hide who came before. */
function countVotes(
  { count, start, end, weight, thread }: Operations,
  siteOfRow: Int32Array,
  sites: readonly Candidate[],
  continued: readonly boolean[],
): Map<number, number>[] {
  const votes = sites.map(() => new Map<number, number>());
  const byEnd = orderByTime(end);
  const beginningOfRow = new Int32Array(count).fill(-1);
  /** By thread: the row that was called back last. */
  const last = new Map<number, number>();
  let ended = 0;
  for (let row = 0; row < count; row++) {
    const began = start[row] as number;
    for (; ended < count && (end[byEnd[ended] as number] as number) <= began; ended++) {
      const done = byEnd[ended] as number;
      if (sites[siteOfRow[done] as number]?.kind === 'fs') last.set(thread[done] as number, done);
    }
    const site = siteOfRow[row] as number;
    if (!continued[site]) {
      beginningOfRow[row] = site;
      continue;
    }
    const before = last.get(thread[row] as number);
    if (before === undefined || began - (end[before] as number) > sameTurnMicros) continue;
    if (weight[row] !== 1 || weight[before] !== 1) continue;
    const beginning = (beginningOfRow[row] = beginningOfRow[before] as number);
    const ofSite = votes[site] as Map<number, number>;
    if (beginning >= 0) ofSite.set(beginning, (ofSite.get(beginning) ?? 0) + 1);
  }
  return votes;
}

/** Where it is called and where it is awaited differ by columns. */
function placeOf({ kind, call }: Candidate): string | null {
  const location = call.frames[0]?.location;
  return kind === 'fs' && location ? `${location.file}:${location.line}` : null;
}
