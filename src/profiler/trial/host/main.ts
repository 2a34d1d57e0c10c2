/** Entry point of a host: a process of the user's Node in which the function is called and measured. Answers one request at a time. */
import os from 'node:os';
import { performance } from 'node:perf_hooks';
import type {
  FirstRun,
  HostAnswer,
  HostRequest,
  HostSetup,
  HostStep,
  Loaded,
  RunMeasured,
  Started,
} from '../hostMessages.ts';
import { callSerially, Calls } from './calls.ts';
import { fingerprint } from './fingerprint.ts';
import { boundedAsync, serial } from './inProcess.ts';
import { readInputs, type Inputs } from './inputsOf.ts';
import { loadFunction, messageOf, Refused, type UserFunction } from './loadFunction.ts';
import { moveProblems } from './moveProblems.ts';
import { processPool } from './processPool.ts';
import type { queue as Queue } from './queue.ts';
import type { Runner } from './runner.ts';
import { queuedMs, usageNow, type Usage } from './usage.ts';
import { workerPool } from './workerPool.ts';

interface Session {
  readonly setup: HostSetup;
  readonly call: UserFunction;
  readonly inputs: Inputs;
}

let session: Session | null = null;
let runner: Runner | null = null;
let freshInputs = false;

process.on('message', (message) => {
  const { id, request } = message as { id: number; request: HostRequest };
  const reached: Reached = (step) =>
    // Settles also where nobody listens any more: that shows by itself.
    new Promise((resolve) => process.send?.({ id, reached: step } satisfies HostAnswer, () => resolve()));
  void answer(request, reached).then((reply) => process.send?.({ id, ...reply } as HostAnswer));
});
// Whoever started us is gone: nobody wants an answer any more.
process.on('disconnect', () => process.exit());

/** Settles once it is said: what follows may compute for long. */
type Reached = (step: HostStep) => Promise<void>;
type Reply = { ok: unknown } | { refused: Refused['refusal'] };

async function answer(request: HostRequest, reached: Reached): Promise<Reply> {
  try {
    return { ok: (await handle(request, reached)) ?? null }; // JSON drops what is undefined.
  } catch (error) {
    return { refused: error instanceof Refused ? error.refusal : { kind: 'failed', message: messageOf(error) } };
  }
}

function handle(request: HostRequest, reached: Reached): Promise<unknown> {
  switch (request.type) {
    case 'load':
      return load(request.setup, reached);
    case 'firstRun':
      return firstRun(session!, request, reached);
    case 'start':
      return start(session!, request);
    case 'run':
      return run(session!, request);
    case 'stop':
      return runner?.stop() ?? Promise.resolve();
  }
}

async function load(setup: HostSetup, reached: Reached): Promise<Loaded> {
  await reached('importing');
  const call = await loadFunction(setup.module, setup.exportName);
  // With a host name the port is taken a turn later.
  await new Promise(setImmediate);
  // A port can be taken once only, but a module that listens would take it in every worker and process.
  if (process.getActiveResourcesInfo().some((name) => /^(TCPServer|PipeServer)/.test(name))) {
    throw new Refused({ kind: 'listens' });
  }
  await reached('reading-inputs');
  const inputs = await readInputs(setup);
  session = { setup, call, inputs };
  const { values } = inputs;
  return {
    nodeVersion: process.versions.node,
    cpuCount: os.availableParallelism(),
    calls: values.length,
    parameters: call.length,
    looksSpread:
      !setup.spread && call.length > 1 && values.every((value) => Array.isArray(value) && value.length === call.length),
    inputsFingerprint: fingerprint(values),
  };
}

async function firstRun(
  { call, inputs }: Session,
  { stopAfterMs, leastCalls }: { stopAfterMs: number; leastCalls: number },
  reached: Reached,
): Promise<FirstRun> {
  const argumentLists = inputs.argumentLists(inputs.values.length, false);
  const calls = new Calls();
  const before = usageNow();
  const begun = performance.now();
  const goOn = (made: number) => made < leastCalls || performance.now() - begun < stopAfterMs;
  const { returnsPromise } = await callSerially(call, argumentLists, calls, goOn);
  const wallMs = performance.now() - begun;
  const cpuMs = usageNow().cpuMs - before.cpuMs;
  await reached('checking');
  const changesInputs = inputs.changed(calls.made);
  // As they are before the function has changed them.
  const lists = inputs.argumentLists(calls.made, changesInputs);
  const values = calls.results.flatMap((result) => ('value' in result ? [result.value] : []));
  const parameters = lists.flatMap((list) => list.map((value, index) => ({ value, index })));
  return {
    calls: calls.made,
    wallMs,
    cpuMs,
    returnsPromise,
    changesInputs,
    argumentProblems: moveProblems(
      parameters.map(({ value }) => value),
      (at) => `argument ${parameters[at]!.index + 1}`,
    ),
    resultProblems: moveProblems(values, () => 'the result'),
    fingerprints: calls.fingerprints(),
    errors: calls.errors,
    firstError: calls.firstError,
  };
}

async function start({ setup, call }: Session, request: Extract<HostRequest, { type: 'start' }>): Promise<Started> {
  const place = { module: setup.module, exportName: setup.exportName, size: request.size };
  freshInputs = request.freshInputs;
  const begun = performance.now();
  switch (request.model) {
    case 'serial':
      runner = serial(call);
      break;
    case 'async':
      runner = boundedAsync(call, request.size);
      break;
    case 'worker-threads':
      runner = await workerPool(place);
      break;
    case 'processes':
      runner = await processPool(place);
      break;
    case 'distributed-queue': {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- a large bundle that only the queue needs
      const { queue } = require('./trialQueue.cjs') as { queue: typeof Queue };
      runner = await queue(place, request.redisUrl!);
      break;
    }
  }
  return { startMs: performance.now() - begun };
}

async function run({ inputs }: Session, request: Extract<HostRequest, { type: 'run' }>): Promise<RunMeasured> {
  const argumentLists = inputs.argumentLists(request.calls, freshInputs);
  const calls = new Calls();
  const before = sum([usageNow(), ...(await runner!.usageOfOthers())]);
  const queuedBefore = queuedMs();
  const begun = performance.now();
  await runner!.run(argumentLists, calls, () => performance.now() - begun < request.stopAfterMs);
  const wallMs = performance.now() - begun;
  const queued = queuedMs() - queuedBefore;
  const after = sum([usageNow(), ...(await runner!.usageOfOthers())]);
  const fingerprints = calls.fingerprints();
  const { compareWith } = request;
  return {
    calls: calls.made,
    wallMs,
    cpuMs: after.cpuMs - before.cpuMs,
    queuedMs: queued,
    peakRssBytes: after.peakRssBytes,
    ...latencies(calls.times),
    errors: calls.errors,
    firstError: calls.firstError,
    fingerprints: compareWith === null ? fingerprints : null,
    differences:
      compareWith === null ? 0 : fingerprints.filter((one, index) => (compareWith[index] ?? one) !== one).length,
  };
}

const sum = (usages: readonly Usage[]): Usage => ({
  cpuMs: usages.reduce((total, { cpuMs }) => total + cpuMs, 0),
  peakRssBytes: usages.reduce((total, { peakRssBytes }) => total + peakRssBytes, 0),
});

function latencies(times: readonly number[]): { meanMs: number; p99Ms: number } {
  if (times.length === 0) return { meanMs: 0, p99Ms: 0 };
  const sorted = Float64Array.from(times).sort();
  const total = sorted.reduce((all, ms) => all + ms, 0);
  return { meanMs: total / sorted.length, p99Ms: sorted[Math.ceil(sorted.length * 0.99) - 1]! };
}
