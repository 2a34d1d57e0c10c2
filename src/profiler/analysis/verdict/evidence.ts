/** The measured lines under the verdict: each one number, and only those that weigh. */
import type { Cause, Evidence } from '../../report.ts';
import type { InFlight } from '../inFlight.ts';
import type { OffThreadWork } from '../offThread.ts';
import type { Responsible } from '../ownCode.ts';
import type { TimeBudget } from '../timeBudget.ts';
import { isEventLoopWait, type Activities } from './activities.ts';
import type { Judgement } from './judge.ts';

/** An activity below this share of the main thread's time changes no decision. */
const weighs = 0.05;

const phrases: Readonly<Record<Cause, string>> = {
  javascript: 'JavaScript on the main thread',
  native: 'synchronous native work on the main thread',
  'garbage-collection': 'garbage collection on the main thread',
  'thread-pool': "waiting while libuv's thread pool computes",
  workers: 'waiting while worker threads compute',
  'child-processes': 'waiting while child processes compute',
  'synchronous-io': 'blocked in synchronous calls',
  lock: 'blocked on a lock (Atomics.wait)',
  'serial-awaits': 'waiting for I/O, one request at a time',
  'concurrent-io': 'waiting for I/O, several requests at once',
  timers: 'waiting for timers',
};

export interface EvidenceFacts {
  readonly judgement: Judgement;
  readonly budget: TimeBudget;
  readonly activities: Activities;
  readonly offThread: OffThreadWork;
  readonly inFlight: InFlight;
  readonly hot: Responsible | null;
  readonly samples: number;
}

export function listEvidence(facts: EvidenceFacts): Evidence[] {
  const { judgement, budget, activities, offThread, inFlight, hot, samples } = facts;
  const share = (time: number) => (budget.measured > 0 ? time / budget.measured : 0);
  const evidence: Evidence[] = [
    {
      text: 'Share of the main thread’s time spent computing, here or in its helpers',
      value: judgement.computing,
      unit: 'share',
    },
  ];
  const causes = (Object.keys(phrases) as Cause[]).sort((a, b) => activities[b] - activities[a]);
  for (const cause of causes) {
    if (share(activities[cause]) < weighs) continue;
    evidence.push({ text: sentence(phraseOf(cause, inFlight)), value: share(activities[cause]), unit: 'share' });
  }
  if (hot && share(hot.time) >= weighs) {
    evidence.push({
      text: `In ${hot.info.name} and what it calls outside your code`,
      value: hot.time / 1000,
      unit: 'ms',
    });
  }
  for (const [text, time] of [
    ['CPU time in the thread pool', offThread.cpu.threadPool],
    ['CPU time in worker threads', offThread.cpu.workers],
    ['CPU time in child processes', offThread.cpu.childProcesses],
  ] as const) {
    if (share(time) >= weighs) evidence.push({ text, value: time / 1000, unit: 'ms' });
  }
  if (inFlight.readings > 0 && share(budget.wait) >= weighs) {
    evidence.push({ text: 'Requests in flight, on average', value: inFlight.requests, unit: 'count' });
  }
  evidence.push({ text: 'CPU samples of the main thread', value: samples, unit: 'count' });
  return evidence;
}

const phraseOf = (cause: Cause, { readings }: InFlight) =>
  readings === 0 && isEventLoopWait(cause) ? 'waiting in the event loop' : phrases[cause];

const sentence = (phrase: string) => phrase.charAt(0).toUpperCase() + phrase.slice(1);
