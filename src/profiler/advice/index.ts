/** A report → recommendations: every rule speaks, one ranker orders. The first is the advice. */
import type { Recommendation, Report } from '../report.ts';
import type { Calibration } from './calibration.ts';
import { correct } from './corrections.ts';
import { rank } from './rank.ts';
import { adviseAsync } from './rules/async.ts';
import { adviseDistributedQueue } from './rules/distributedQueue.ts';
import { adviseFewerInFlight } from './rules/fewerInFlight.ts';
import { adviseHybrid } from './rules/hybrid.ts';
import { adviseAgainstLeak } from './rules/leak.ts';
import { adviseKeep, adviseMoreData } from './rules/keep.ts';
import { adviseMoreInFlight } from './rules/moreInFlight.ts';
import { adviseAgainstBlocking } from './rules/noBlocking.ts';
import { adviseOptimize } from './rules/optimize.ts';
import { judgeParallelWork } from './rules/parallelAlready.ts';
import { adviseQueueConsumers } from './rules/queueConsumers.ts';
import { adviseTogether } from './rules/together.ts';
import { adviseProcesses } from './rules/processes.ts';
import { adviseThreadPool } from './rules/threadPool.ts';
import { adviseWorkerThreads } from './rules/workerThreads.ts';
import type { Rule } from './rule.ts';
import { describeSituation } from './situation.ts';
import { widen } from './timesKnown.ts';

export type { Calibration } from './calibration.ts';

const rules: readonly Rule[] = [
  adviseKeep,
  adviseOptimize,
  adviseAsync,
  adviseQueueConsumers,
  adviseTogether,
  adviseMoreInFlight,
  adviseFewerInFlight,
  adviseAgainstBlocking,
  adviseThreadPool,
  adviseWorkerThreads,
  adviseProcesses,
  adviseHybrid,
  judgeParallelWork,
  adviseDistributedQueue,
  adviseAgainstLeak,
];

export function advise(report: Report, machine?: Calibration): Recommendation[] {
  const situation = describeSituation(report, machine);
  if (report.verdict.class === 'insufficient-data') return [adviseMoreData(situation)];
  const advice = rules.map((rule) => rule(situation)).filter((one) => one !== null);
  return rank(advice.map((one) => widen(correct(one, machine), situation.cores)));
}
