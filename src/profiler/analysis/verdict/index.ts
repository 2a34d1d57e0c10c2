/** Measured time of the main thread → the verdict. */
import type { MemoryReport, Verdict } from '../../report.ts';
import type { BlockedOfSample } from '../blockedTime.ts';
import type { InFlight } from '../inFlight.ts';
import type { OperationsReport } from '../operations/index.ts';
import type { ByHelper, OffThreadWork } from '../offThread.ts';
import { rankResponsible } from '../ownCode.ts';
import { countProgramSamples } from '../startUp.ts';
import type { SampledThread } from '../threadRuns.ts';
import { sharesOf, type TimeBudget } from '../timeBudget.ts';
import { listActivities } from './activities.ts';
import { reasonsToWait } from './reasonsToWait.ts';
import { listEvidence } from './evidence.ts';
import { judge } from './judge.ts';
import { failedAtOnce, summarise } from './summary.ts';

export interface VerdictInput {
  readonly main: SampledThread;
  readonly blocked: BlockedOfSample;
  readonly responsible: Int32Array;
  readonly budget: TimeBudget;
  readonly offThread: OffThreadWork;
  readonly inFlight: InFlight;
  readonly operations: OperationsReport;
  readonly hasClocks: boolean;
  /** The error that ended the program. */
  readonly failure: string | null;
}

export function reachVerdict(input: VerdictInput): Verdict {
  const { main, blocked, responsible, budget, offThread, inFlight, operations, hasClocks, failure } = input;
  const samples = main.columns.nodeOfSample.length;
  const programSamples = countProgramSamples(main);
  const activities = listActivities(main, budget, blocked, offThread, reasonsToWait(operations.summary, inFlight));
  const judgement = judge({ activities, samples, programSamples, inFlight, hasClocks });
  const computingTime = (sample: number, time: number) =>
    main.isIdle[sample] === 1 ? 0 : time - (blocked[sample] as number);
  const hot = rankResponsible(main, responsible, computingTime)[0] ?? null;
  const blocking = rankResponsible(main, responsible, (sample) => blocked[sample] as number)[0] ?? null;
  return {
    class: judgement.class,
    cause: judgement.cause,
    confidence: judgement.confidence,
    summary: summarise({
      judgement,
      activities,
      measured: budget.measured,
      programSamples,
      hot,
      blocking,
      inFlight,
      failure,
    }),
    budget: sharesOf(budget),
    offThreadCpuMs: inMillis(offThread.cpu),
    offThreadDemandMs: inMillis(offThread.demand),
    evidence: listEvidence({ judgement, budget, activities, offThread, inFlight, hot, samples }),
  };
}

const inMillis = ({ threadPool, workers, childProcesses }: ByHelper) => ({
  threadPool: threadPool / 1000,
  workers: workers / 1000,
  childProcesses: childProcesses / 1000,
});

/** A leak makes collection dear and looks like trouble with CPU or the event loop: it stands beside the verdict. */
export function addMemoryEvidence(verdict: Verdict, { leak }: MemoryReport): Verdict {
  if (!leak?.suspected) return verdict;
  const growth = { text: 'Memory that survives collection grows, a second', value: leak.bytesPerSecond, unit: 'bytes' };
  return { ...verdict, evidence: [...verdict.evidence, growth] };
}

/** Where the main thread left no profile there is nothing to judge. */
export const noVerdict = (failure: string | null): Verdict => ({
  class: 'insufficient-data',
  cause: null,
  confidence: 0,
  summary: failure
    ? failedAtOnce(failure)
    : 'The main thread left no CPU profile, so nothing can be said. See the warnings for the reason.',
  budget: { cpu: 0, gc: 0, blocked: 0, wait: 1 },
  offThreadCpuMs: { threadPool: 0, workers: 0, childProcesses: 0 },
  evidence: [],
});
