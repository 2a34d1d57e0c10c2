import type { Recommendation } from '../../report.ts';
import { boundOf } from '../boundOf.ts';
import { changeLimit } from '../changeLimit.ts';
import { rounded } from '../rule.ts';
import type { Situation } from '../situation.ts';

/** The other side may be fine with them: an alternative to try, never the first advice. */
const confidenceInFewer = 0.3;
/** A service that thrashes answers up to about twice as many when it is asked for less at once; one that queues, as many. */
const mostByLessLoad = 2;

/** Far more in flight than one program should ask of a service that nobody measured. */
export function adviseFewerInFlight(situation: Situation): Recommendation | null {
  const { report, isServer } = situation;
  if (report.verdict.cause !== 'concurrent-io' || isServer) return null;
  const row = report.io
    .filter(({ kind }) => kind !== 'timer' && boundOf(kind, situation).server === 'others')
    .sort((a, b) => (b.idleMs ?? 0) - (a.idleMs ?? 0))[0];
  if (!row) return null;
  const { most } = boundOf(row.kind, situation);
  if (row.meanInFlight <= most) return null;
  return {
    id: 'async-fewer',
    title: `Try a limit of ${most} in flight instead of ${row.maxInFlight ?? Math.round(row.meanInFlight)}`,
    model: 'async',
    size: most,
    target: null,
    predictedSpeedup: { low: 0.9, expected: 1, high: mostByLessLoad },
    confidence: confidenceInFewer * report.verdict.confidence,
    why: [
      `${rounded(row.meanInFlight)} operations (${row.kind}) were in flight on average: beyond what the other side works on they wait there, or slow each other down.`,
    ],
    wouldChangeIf: ['The other side serves them all at the same time.'],
    caveats: ['Only a trial tells: a limit below what the other side can serve makes the program slower.'],
    action: changeLimit(row, row.maxInFlight ?? Math.round(row.meanInFlight), most),
  };
}
