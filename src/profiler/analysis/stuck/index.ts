/** Programs that could not go on by themselves: said only where the run shows it, with what each thread was last seen in. */
import type { Manifest } from '../../capture/format/capture.ts';
import type { StuckReport } from '../../report.ts';
import type { MeasuredThread } from '../measureThreads.ts';
import { lastStretchOf, type LastStretch } from './lastStretch.ts';
import { unsettledPromise } from './unsettled.ts';
import { howLong, listed, placeOf } from './wording.ts';

export interface ThreadEnd {
  readonly thread: MeasuredThread;
  readonly last: LastStretch;
}

/** Locks are held for milliseconds; somebody who stops a program has mostly watched it do nothing for longer. */
const leastStuckMicros = 1_000_000;
/** A worker that computes is at work; only after this long in one function is it worth saying that no answer came. */
const leastSilentMicros = 3_000_000;
/** A worker may have written its last samples a checkpoint before the end. */
const aliveWithinMicros = 1_500_000;
/** What keeps a thread alive that waits for nothing but messages. */
const messageTypes = new Set(['MessagePort', 'Worker', 'TTYWrap', 'PipeWrap', 'SignalWrap']);

export function findStuck(
  manifest: Manifest,
  measured: readonly MeasuredThread[],
  end: number,
): StuckReport | undefined {
  const main = measured.find(({ run }) => run.entry.kind === 'main');
  if (!main) return undefined;
  if (manifest.exit?.code === unsettledCode) return unsettledPromise(manifest, main);
  // A program that ended by itself was not stuck.
  if (manifest.exit?.reason !== 'stopped' && manifest.exit?.reason !== 'killed') return undefined;
  const alive = measured.filter(
    ({ run, samples }) =>
      run.entry.pid === main.run.entry.pid &&
      (run === main.run || samples.columns.endMicros >= end - aliveWithinMicros),
  );
  const ends = alive.flatMap((thread): ThreadEnd[] => {
    const last = lastStretchOf(thread);
    return last === null ? [] : [{ thread, last }];
  });
  const mainEnd = ends.find(({ thread }) => thread === main);
  if (!mainEnd || mainEnd.last.lastedMicros < leastStuckMicros) return undefined;
  const workers = ends.filter((one) => one !== mainEnd);
  return deadlock(mainEnd, workers) ?? silentWorker(mainEnd, workers);
}

/** Node's exit code for "unsettled top-level await". */
const unsettledCode = 13;

/** Nobody is left who could call Atomics.notify: a thread in its event loop gets no message from one that sits in a lock. */
function deadlock(main: ThreadEnd, workers: readonly ThreadEnd[]): StuckReport | undefined {
  const standing = workers.every(
    ({ last }) => (last.doing === 'lock' || last.doing === 'idle') && last.lastedMicros >= leastStuckMicros,
  );
  if (main.last.doing !== 'lock' || !standing || !workers.every(waitsForMessages)) return undefined;
  const locked = [main, ...workers].filter(({ last }) => last.doing === 'lock');
  const who =
    workers.length === 0
      ? 'The only thread sits'
      : locked.length === workers.length + 1
        ? allThreads(locked.length)
        : `${locked.length} of ${workers.length + 1} threads sit, and the others wait for messages, while the main thread sits`;
  const text = `${who} in Atomics.wait${placeOf(main.last)}, for ${howLong(main.last.lastedMicros)} when the program was ended. None is left that could wake it: unless it waits with a time limit, this is a deadlock.`;
  return { kind: 'lock', text, threads: [main, ...workers].map(describe) };
}

const allThreads = (count: number) => (count === 2 ? 'Both threads sit' : `All ${count} threads sit`);

function silentWorker(main: ThreadEnd, workers: readonly ThreadEnd[]): StuckReport | undefined {
  if (main.last.doing !== 'idle' || workers.length === 0 || !waitsForMessages(main)) return undefined;
  const reasons = workers.map(whySilent);
  if (reasons.some((reason) => reason === null)) return undefined;
  const text = `The main thread waited for a message for ${howLong(main.last.lastedMicros)}, with nothing else open. ${listed(reasons as string[])}`;
  return { kind: 'silent-worker', text, threads: [main, ...workers].map(describe) };
}

/** Null for a worker that may well answer. */
function whySilent(end: ThreadEnd): string | null {
  const { last, thread } = end;
  const name = `Worker ${thread.run.entry.threadId}`;
  const time = howLong(last.lastedMicros);
  switch (last.doing) {
    case 'lock':
      return last.lastedMicros < leastStuckMicros ? null : `${name} sat in Atomics.wait${placeOf(last)} for ${time}.`;
    case 'idle':
      return last.lastedMicros < leastStuckMicros || !waitsForMessages(end)
        ? null
        : `${name} waited for a message itself, for ${time}.`;
    case 'computing':
      return last.lastedMicros < leastSilentMicros
        ? null
        : `${name} computed${placeOf(last)} for ${time} without a break: if that has no end, no answer will come.`;
    case 'blocked':
      return null;
  }
}

/** Whether nothing but a message could make its event loop go on. */
function waitsForMessages({ thread, last }: ThreadEnd): boolean {
  if (last.doing !== 'idle') return true;
  const reading = thread.run.events.findLast((event) => event.k === 'resources');
  return reading !== undefined && Object.keys(reading.counts).every((type) => messageTypes.has(type));
}

const describe = ({ thread: { run }, last }: ThreadEnd): StuckReport['threads'][number] => ({
  id: run.entry.id,
  name: run.entry.name,
  stack: last.stack.map(({ name, location }) => ({ name, location })),
});
