/** The answer in one or two sentences. */
import type { Cause } from '../../report.ts';
import type { InFlight } from '../inFlight.ts';
import type { Responsible } from '../ownCode.ts';
import type { Activity } from './activities.ts';
import type { Judgement } from './judge.ts';
import { fewestOpen } from './reasonsToWait.ts';

export interface SummaryFacts {
  readonly judgement: Judgement;
  readonly activities: readonly Activity[];
  /** Microseconds of the main thread. */
  readonly measured: number;
  /** Microseconds from the main thread's start to its end. */
  readonly lifeMicros: number;
  /** After start-up. */
  readonly programSamples: number;
  /** The developer's function with most of the computing time, its calls included. */
  readonly hot: Responsible | null;
  /** The same for blocked time. */
  readonly blocking: Responsible | null;
  readonly inFlight: InFlight;
  /** The error that ended the program. */
  readonly failure: string | null;
}

export function summarise(facts: SummaryFacts): string {
  const { judgement } = facts;
  if (judgement.missing === 'samples') {
    if (facts.failure !== null) return failedAtOnce(facts.failure);
    return `The run was too short to judge: ${count(facts.programSamples, 'sample')} after start-up, ${milliseconds(facts.measured)} in all. Run it longer, or repeat the work in a loop.`;
  }
  if (judgement.missing === 'profile') {
    return `Only ${milliseconds(facts.measured)} of the ${milliseconds(facts.lifeMicros)} that the program ran could be profiled, too little to judge by. Let it run longer before it is stopped.`;
  }
  if (judgement.missing === 'load') {
    return 'The server had next to nothing to do. Put the load on it that you want to know about, and profile again.';
  }
  const { cause } = judgement;
  const reason = cause === null ? unnamedWait(facts) : explain(cause, facts);
  return `${opening(judgement)} ${reason}`;
}

/** Whoever reads this looks for a mistake in the program, not for a longer run. */
export const failedAtOnce = (error: string): string =>
  `The program ended with ${error.replace(/\.$/, '')} before there was anything to measure.`;

function opening({ class: boundClass, computing }: Judgement): string {
  switch (boundClass) {
    case 'cpu-bound':
      return `CPU-bound: ${percent(computing)} of the time is computing.`;
    case 'io-bound':
      return `I/O-bound: ${percent(1 - computing)} of the time is waiting.`;
    case 'mixed':
      return `Mixed: ${percent(computing)} of the time is computing, ${percent(1 - computing)} is waiting.`;
    case 'insufficient-data':
      return '';
  }
}

/** Where no cause of the Report's list fits. */
function unnamedWait({ activities, inFlight: { messagePorts, inputs } }: SummaryFacts): string {
  const isForMessages = activities.some(({ cause, inWorkers, time }) => cause === null && inWorkers && time > 0);
  if (isForMessages || messagePorts >= fewestOpen)
    return 'It waited for messages from its worker threads, which hardly computed meanwhile.';
  return inputs >= fewestOpen
    ? 'It waited for input, from a pipe or the terminal.'
    : 'What it waited for was not recorded.';
}

function explain(cause: Cause, { activities, measured, hot, blocking }: SummaryFacts): string {
  const ofCause = activities.filter((activity) => activity.cause === cause);
  const time = ofCause.reduce((sum, activity) => sum + activity.time, 0);
  const share = percent(measured > 0 ? time / measured : 0);
  const hottest = hot ? `, ${hot.time >= time / 2 ? 'most of it' : 'the largest part'} in ${where(hot)}` : '';
  const inWorkers = ofCause.reduce((sum, activity) => sum + (activity.inWorkers ? activity.time : 0), 0);
  if (inWorkers > time / 2)
    return `The main thread waits ${share} of the time for worker threads that ${whatWorkersDo(cause)}.`;
  switch (cause) {
    case 'javascript':
      return `JavaScript on the main thread takes ${share}${hottest}.`;
    case 'native':
      return `Synchronous native work on the main thread takes ${share}${hottest}.`;
    case 'garbage-collection':
      return `Garbage collection takes ${share} of the main thread: the program allocates more than it keeps.`;
    case 'thread-pool':
      return `The main thread waits ${share} of the time for work in libuv’s thread pool.`;
    case 'workers':
      return `The main thread waits ${share} of the time while worker threads compute.`;
    case 'child-processes':
      return `The main thread waits ${share} of the time while child processes compute.`;
    case 'synchronous-io':
      return `Synchronous calls hold the main thread ${share} of the time${caller(blocking ?? hot)}.`;
    case 'lock':
      return `Atomics.wait blocks the main thread ${share} of the time${caller(blocking)}.`;
    case 'serial-awaits':
      return `The main thread waits ${share} of the time for I/O, with about one request open at a time.`;
    case 'concurrent-io':
      return `The main thread waits ${share} of the time for I/O, with several requests open at once.`;
    case 'timers':
      return `The main thread waits ${share} of the time for timers.`;
  }
}

/** Those that are waited for and do not compute. */
export function whatWorkersDo(cause: Cause | null): string {
  switch (cause) {
    case 'lock':
      return 'sit in Atomics.wait';
    case 'synchronous-io':
      return 'are held up in synchronous calls';
    case 'timers':
      return 'wait for timers';
    case 'serial-awaits':
      return 'wait for I/O, with about one request open at a time';
    case 'concurrent-io':
      return 'wait for I/O, with several requests open at once';
    default:
      return 'hardly compute meanwhile';
  }
}

const caller = (responsible: Responsible | null) => (responsible ? `, called from ${where(responsible)}` : '');

function where({ info }: Responsible): string {
  if (info.location === null) return info.name;
  const file = info.location.file.split(/[\\/]/).at(-1) ?? info.location.file;
  return `${info.name} (${file}:${info.location.line})`;
}

const percent = (share: number) => `${Math.round(share * 100)} %`;
const milliseconds = (micros: number) => `${Math.round(micros / 1000)} ms`;
const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
