/** A trial from beginning to end: prepare, examine, compare, conclude. */
import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { TrialModel, TrialResult } from '../trialResult.ts';
import { trialSerialEnded } from '../errors.ts';
import { trialModels, type RunTrial, type TrialOptions, type TrialStage } from './api.ts';
import { geometricInterval } from './bootstrap.ts';
import { bestOf, conclusionOf } from './conclude.ts';
import { measuredOf } from './board.ts';
import { Contest } from './contest.ts';
import { examine, type Examined } from './examine.ts';
import { HostEnded, HostRefused } from './host.ts';
import { Hosts, Stopped } from './hosts.ts';
import { variantOf } from './measurements.ts';
import { readModule, stateWarning } from './moduleFacts.ts';
import { prepare, type Prepared } from './prepare.ts';

export const runTrial: RunTrial = async (options) => {
  const startedAt = new Date();
  const prepared = await prepare(options);
  const hosts = new Hosts(prepared.command, prepared.setup, options);
  try {
    return await conduct(hosts, prepared, options, startedAt);
  } finally {
    await hosts.endAll();
  }
};

async function conduct(hosts: Hosts, prepared: Prepared, options: TrialOptions, startedAt: Date): Promise<TrialResult> {
  let contest: Contest | null = null;
  let examined: Examined | null = null;
  let exit: TrialResult['exit'] = 'finished';
  const report = reporter(options, hosts.startedAt, () => contest);
  try {
    report('preparing', 'Calling it serially', 0);
    examined = await examine(hosts, prepared.setup);
    contest = new Contest(hosts, examined, options, report);
    await contest.run(wanted(options, contest));
    report('finishing', 'Done', 1);
  } catch (error) {
    // Serial calls that worked before: there is nothing left to compare with.
    if (error instanceof HostEnded || error instanceof HostRefused)
      throw trialSerialEnded(options.exportName, error.message);
    if (!(error instanceof Stopped)) throw error;
    exit = error.exit;
  }
  return resultOf({ contest, examined, exit, prepared, options, startedAt });
}

/** The models that may run; those that may not are refused already. */
function wanted({ models, redisUrl }: TrialOptions, { board }: Contest): TrialModel[] {
  const asked = models ?? trialModels.filter((model) => model !== 'distributed-queue' || redisUrl !== undefined);
  const unasked = board.refused.filter(({ model }) => !asked.some((one) => one === model));
  for (const one of unasked) board.refused.splice(board.refused.indexOf(one), 1);
  if (asked.some((one) => one === 'distributed-queue') && redisUrl === undefined) {
    board.refused.push({ model: 'distributed-queue', reason: 'No Redis address is set (--redis URL).' });
  }
  return trialModels.filter(
    (model) =>
      model !== 'serial' && asked.some((one) => one === model) && !board.refused.some((one) => one.model === model),
  );
}

function reporter({ onProgress }: TrialOptions, startedAt: number, contestNow: () => Contest | null) {
  let furthest = 0;
  return (stage: TrialStage, text: string, done: number) => {
    furthest = Math.max(furthest, done);
    const board = contestNow()?.board;
    const serial = board?.serial.runs ?? [];
    onProgress?.({
      stage,
      text,
      done: furthest,
      elapsedMs: performance.now() - startedAt,
      soFar: (board?.others ?? [])
        .filter(({ runs }) => runs.length > 0 && serial.length > 0)
        .map(({ model, size, runs }) => {
          const pairs = runs.slice(0, serial.length);
          const ratios = pairs.map(
            (run, round) => serial[round]!.wallMs / serial[round]!.calls / (run.wallMs / run.calls),
          );
          return { model, size, speedup: geometricInterval(ratios) };
        }),
    });
  };
}

interface Ended {
  readonly contest: Contest | null;
  readonly examined: Examined | null;
  readonly exit: TrialResult['exit'];
  readonly prepared: Prepared;
  readonly options: TrialOptions;
  readonly startedAt: Date;
}

function resultOf({ contest, examined, exit, prepared, options, startedAt }: Ended): TrialResult {
  const board = contest?.board;
  const facts = readModule(prepared.source, prepared.setup.module, options.exportName);
  const calls = examined?.calls ?? 0;
  const serial = board ? measuredOf(board.serial, board) : null;
  const variants = serial
    ? [serial, ...board!.others.map((one) => measuredOf(one, board!))]
        .map((one) => variantOf(one, serial, calls))
        .filter((one) => one !== null)
    : [];
  const best = bestOf(variants);
  const moved = variants.some(({ model }) => model !== 'serial' && model !== 'async');
  return {
    schemaVersion: 1,
    id: `trial-${startedAt.toISOString().replace(/[:.]/g, '-')}-${randomBytes(3).toString('hex')}`,
    function: { name: options.exportName, module: prepared.setup.module, location: facts.location },
    startedAt: startedAt.toISOString(),
    nodeVersion: examined?.loaded.nodeVersion ?? '',
    platform: process.platform,
    cpuCount: examined?.loaded.cpuCount ?? 0,
    calls,
    repeat: board?.repeat ?? 0,
    exit,
    variants,
    refused: board?.refused ?? [],
    best,
    conclusion: conclusionOf(variants, best, { calls, exit, rounds: board?.repeat ?? 0 }),
    warnings: [...(board?.warnings ?? []), ...(moved ? stateWarning(facts, options.exportName) : [])],
  };
}
