/** Measured time of the main thread → the verdict. */
import type { IoOperation, MemoryReport, Phase, ThreadPoolReport, Verdict } from '../../report.ts';
import type { ByHelper, OffThreadWork } from '../offThread.ts';
import { rankResponsible } from '../ownCode.ts';
import type { ProgramPart } from '../startUp.ts';
import { sharesOf, type TimeBudget } from '../timeBudget.ts';
import { listEvidence } from './evidence.ts';
import { judge } from './judge.ts';
import { describePhases, phaseEvidence, phaseSentence } from './phases.ts';
import { measureStretch, type StretchFacts } from './stretch.ts';
import { failedAtOnce, summarise } from './summary.ts';

export interface VerdictInput extends StretchFacts {
  readonly program: ProgramPart;
  readonly responsible: Int32Array;
  /** Of the whole recording, Node's start included. */
  readonly budget: TimeBudget;
  readonly offThread: OffThreadWork;
  readonly hasClocks: boolean;
  /** Microseconds from the thread's start to its end, profiled or not. */
  readonly lifeMicros: number;
  readonly io: readonly IoOperation[];
  readonly threadPool: ThreadPoolReport | undefined;
  /** The error that ended the program. */
  readonly failure: string | null;
}

export function reachVerdict(input: VerdictInput): { verdict: Verdict; phases: Phase[] | undefined } {
  const { main, program, blocked, responsible, budget, offThread, inFlight, hasClocks, lifeMicros, failure } = input;
  const samples = main.columns.nodeOfSample.length;
  const judged = measureStretch(input, { first: program.firstSample, end: samples });
  const { activities } = judged;
  const judgement = judge({
    activities,
    programSamples: program.samples,
    profiledShare: lifeMicros > 0 ? (budget.measured + budget.profiler) / lifeMicros : 1,
    inFlight,
    hasClocks,
  });
  const computingTime = (sample: number, time: number) =>
    main.isIdle[sample] === 1 ? 0 : time - (blocked[sample] as number);
  const hot = rankResponsible(main, responsible, computingTime)[0] ?? null;
  const blocking = rankResponsible(main, responsible, (sample) => blocked[sample] as number)[0] ?? null;
  const phases = judgement.missing === null ? describePhases(input, program.firstSample) : undefined;
  const summary = summarise({
    judgement,
    activities,
    measured: judged.budget.measured,
    lifeMicros,
    programSamples: program.samples,
    hot,
    blocking,
    inFlight,
    failure,
  });
  const verdict: Verdict = {
    class: judgement.class,
    cause: judgement.cause,
    confidence: judgement.confidence,
    summary: phases ? `${summary} ${phaseSentence(phases)}` : summary,
    budget: sharesOf(budget),
    offThreadCpuMs: inMillis(offThread.cpu),
    offThreadDemandMs: inMillis(offThread.demand),
    evidence: [
      ...listEvidence({ ...input, judgement, budget: judged.budget, activities, hot, samples: program.samples }),
      ...(phases ? phaseEvidence(phases) : []),
    ],
  };
  return { verdict, phases };
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
