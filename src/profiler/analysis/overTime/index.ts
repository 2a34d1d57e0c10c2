/** What happened when: the lanes of the report. Bounded, so that an hour of sixteen threads adds less than 200 kB to it. */
import type { InFlightOverTime, OverTime } from '../../report.ts';
import type { MeasuredThread } from '../measureThreads.ts';
import type { ThreadRun } from '../threadRuns.ts';
import { findGcPauses } from './gcPauses.ts';
import { describeActivity } from './threadActivity.ts';
import { listUserTiming } from './userTiming.ts';

export const describeOverTime = (
  threads: readonly ThreadRun[],
  measured: readonly MeasuredThread[],
  inFlight: InFlightOverTime | undefined,
  runStartMicros: number,
): OverTime => ({
  threads: describeActivity(measured, runStartMicros),
  ...(inFlight === undefined ? {} : { inFlight }),
  gcPauses: findGcPauses(measured, runStartMicros),
  userTiming: listUserTiming(threads, runStartMicros),
});
