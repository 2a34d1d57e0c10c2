/** The measuring itself: for each model a search for its size, then rounds in which all take turns. */
import { performance } from 'node:perf_hooks';
import type { TrialModel } from '../trialResult.ts';
import { trialInputsDiffer } from '../errors.ts';
import type { TrialOptions, TrialStage } from './api.ts';
import type { Board, Contestant } from './board.ts';
import { median, named } from './conclude.ts';
import { noLimit, type Examined } from './examine.ts';
import type { Host } from './host.ts';
import type { RunMeasured, Started } from './hostMessages.ts';
import type { Hosts } from './hosts.ts';
import { callsPerSecond } from './measurements.ts';
import { AllFailed, refusedBecause } from './refusedBecause.ts';
import { planRepeats, searchTime } from './schedule.ts';
import type { ScalingPoint } from './scaling.ts';
import { bestSize, nextSize, sizeRange, type SizeRange } from './sizes.ts';

/** Of one model's sizes. */
interface Search {
  readonly until: number;
  /** What the last probe took, with starting and warming up. */
  probeMs: number;
}

export type Report = (stage: TrialStage, text: string, done: number) => void;

/** Where a model is much slower than serial, that much of it is enough to see. */
const farSlower = 3;
/** A short probe is mostly noise, and costs nothing to do again. */
const shortProbeMs = 200;
const shortProbes = 3;
/** V8 has optimised what is hot within that. */
const warmUpMs = 300;
/** A serial run up to this is cheap enough to look at over-subscription. */
const cheapRunMs = 2000;
/** From here on a speed-up tells more of the other programs than of this one. */
const busyMachine = 0.15;
/** Of the whole, for progress. */
const searchShare = 0.5;

export class Contest {
  readonly board: Board;
  readonly #hosts: Hosts;
  readonly #examined: Examined;
  readonly #options: TrialOptions;
  readonly #report: Report;

  constructor(hosts: Hosts, examined: Examined, options: TrialOptions, report: Report) {
    this.#hosts = hosts;
    this.#examined = examined;
    this.#options = options;
    this.#report = report;
    const { host, warm, refused, warnings } = examined;
    this.board = {
      serial: { model: 'serial', size: null, host, startMs: 0, runs: [], points: [], probe: warm },
      others: [],
      refused: [...refused],
      warnings: [...warnings],
      repeat: 0,
    };
  }

  /** Rejects with `Stopped` when the trial is to end; the board then holds what there is. */
  async run(models: readonly TrialModel[]): Promise<void> {
    for (const [index, model] of models.entries()) {
      await this.#enter(model, { before: index, of: models.length });
    }
    await this.#rounds();
  }

  /** Finds the sizes of a model that take part in the rounds. */
  async #enter(model: TrialModel, place: { before: number; of: number }): Promise<void> {
    const { sizes } = this.#options;
    const found: Contestant[] = [];
    const points: ScalingPoint[] = [];
    const closed = new Set<Contestant>();
    const search = {
      until: performance.now() + searchTime(this.#hosts.limitMs, this.#hosts.leftMs, place.of - place.before),
      probeMs: 0,
    };
    const next = () => (sizes ? sizes[found.length] : this.#nextSize(model, points, search));
    try {
      for (let size = next(); size !== undefined && size !== null; size = next()) {
        this.#report('searching', `Trying ${named(model, size)}`, (searchShare * (place.before + 0.5)) / place.of);
        const probeBegun = performance.now();
        const contestant = await this.#probe(model, size);
        search.probeMs = performance.now() - probeBegun;
        const { probe } = contestant;
        // A size at which calls fail is no good however fast.
        const works = probe.errors <= this.#examined.first.errors;
        points.push({ size, callsPerSecond: works ? callsPerSecond(probe) : 0 });
        if (!works) this.#warnOfErrors(model, size, probe);
        found.push(contestant);
        if (!sizes) await this.#closeAllBut(bestSize(points), found, closed);
      }
    } catch (error) {
      const reason = refusedBecause(error);
      if (reason === null) {
        // The trial ends here: what the search has found is its result.
        if (points.length > 0) this.board.others.push(...this.#chosen(found, points));
        throw error;
      }
      // A larger size may fail where a smaller one ran: too many processes, or connections.
      if (found.length === 0) return void this.board.refused.push({ model, reason });
      this.board.warnings.push(`More than ${named(model, found.at(-1)!.size)} could not be tried. ${reason}`);
    }
    for (const one of this.#chosen(found, points)) {
      // Before anything is awaited: the trial may end here.
      const at = this.board.others.push(one) - 1;
      // A size that looked worse than another may look good enough beside a third.
      if (closed.has(one)) await this.#openAgain(at, points);
    }
  }

  /** It ran once and may not run twice: there may be too little memory by now, or too few connections. */
  async #openAgain(at: number, points: readonly ScalingPoint[]): Promise<void> {
    const one = this.board.others[at]!;
    try {
      this.board.others[at] = { ...(await this.#probe(one.model, one.size!)), points };
    } catch (error) {
      this.#leaveOut(one, error);
    }
  }

  /** Rethrows what is no reason to go on without it. */
  #leaveOut(one: Contestant, error: unknown): void {
    const reason = refusedBecause(error);
    if (reason === null) throw error;
    this.board.others.splice(this.board.others.indexOf(one), 1);
    this.board.refused.push({ model: one.model, reason });
  }

  /** What takes part in the rounds, of one model. */
  #chosen(found: readonly Contestant[], points: readonly ScalingPoint[]): Contestant[] {
    const chosen = this.#options.sizes ? found : found.filter(({ size }) => size === bestSize(points));
    return chosen.map((one) => Object.assign(one, { points }));
  }

  #warnOfErrors(model: TrialModel, size: number, { errors, calls, firstError }: RunMeasured): void {
    this.board.warnings.push(`With ${named(model, size)} ${errors} of ${calls} calls failed: ${firstError}.`);
  }

  /** As long as another probe like the last fits into `leftMs`. */
  #nextSize(model: TrialModel, points: readonly ScalingPoint[], search: Search): number | null {
    const size = nextSize(points, this.#range(model));
    if (size === null || points.length === 0) return size;
    return performance.now() + search.probeMs < search.until ? size : null;
  }

  #range(model: TrialModel): SizeRange {
    const { calls, loaded, first, warm } = this.#examined;
    return sizeRange(model, {
      calls,
      usableCores: this.#options.usableCores ?? loaded.cpuCount,
      // What waited for a processor would have computed.
      cpuShare: (warm.cpuMs + warm.queuedMs) / warm.wallMs,
      isAsync: first.returnsPromise,
      cheap: warm.wallMs <= cheapRunMs,
    });
  }

  /** A host of its own, warmed up; its last run is the probe. */
  async #probe(model: TrialModel, size: number): Promise<Contestant> {
    const { first, warm, calls, loaded } = this.#examined;
    const opened = await this.#hosts.open();
    const { host } = opened;
    if (opened.loaded.inputsFingerprint !== loaded.inputsFingerprint) throw trialInputsDiffer();
    const { startMs } = await this.#hosts.ask<Started>(host, {
      type: 'start',
      model,
      size,
      redisUrl: this.#options.redisUrl ?? null,
      freshInputs: first.changesInputs,
    });
    const eachMs = warm.wallMs / calls;
    const warmUpCalls = Math.max(2 * size, Math.ceil((warmUpMs / eachMs) * size));
    await this.#measure(host, Math.min(calls, warmUpCalls));
    let best = await this.#measure(host, calls);
    for (let more = 1; more < shortProbes && best.wallMs < shortProbeMs; more++) {
      const other = await this.#measure(host, calls);
      if (other.wallMs / other.calls < best.wallMs / best.calls) best = other;
    }
    if (best.errors === best.calls) throw new AllFailed(best.firstError ?? 'no reason');
    return { model, size, host, startMs, probe: best, runs: [], points: [] };
  }

  #measure(host: Host, calls: number): Promise<RunMeasured> {
    const { warm, reference } = this.#examined;
    return this.#hosts.ask<RunMeasured>(host, {
      type: 'run',
      calls,
      stopAfterMs: farSlower * warm.wallMs + shortProbeMs,
      compareWith: reference,
    });
  }

  /** Idle processes of many sizes would take each other's memory. */
  async #closeAllBut(size: number, found: readonly Contestant[], closed: Set<Contestant>): Promise<void> {
    const losers = found.filter((one) => one.size !== size && !closed.has(one));
    for (const one of losers) closed.add(one);
    await Promise.all(losers.map(({ host }) => this.#hosts.close(host)));
  }

  #roundMs(): number {
    return [this.board.serial, ...this.board.others].reduce((sum, { probe }) => sum + probe.wallMs, 0);
  }

  /** Serial first in the first round, second in the next and so on, so that none always follows the same one. */
  async #rounds(): Promise<void> {
    const { board } = this;
    const { repeat, cut } = planRepeats(this.#options.repeat, {
      roundMs: this.#roundMs(),
      leftMs: this.#hosts.leftMs,
      limitMs: this.#hosts.limitMs,
    });
    if (cut)
      board.warnings.push(
        `There was time for ${repeat} ${repeat === 1 ? 'round' : 'rounds'} only; a longer limit makes the intervals narrower.`,
      );
    const { calls, reference } = this.#examined;
    for (let round = 0; round < repeat; round++) {
      this.#report('measuring', `Round ${round + 1} of ${repeat}`, searchShare + ((1 - searchShare) * round) / repeat);
      const all = [board.serial, ...board.others];
      const turn = round % all.length;
      for (const one of [...all.slice(turn), ...all.slice(0, turn)]) {
        if (one === board.serial) {
          const request = { type: 'run', calls, stopAfterMs: noLimit, compareWith: reference } as const;
          one.runs.push(await this.#hosts.ask<RunMeasured>(one.host, request));
        } else {
          await this.#turn(one);
        }
      }
      board.repeat = round + 1;
    }
    const busy = median(board.serial.runs.map(({ queuedMs, wallMs }) => queuedMs / wallMs));
    if (busy > busyMachine) {
      board.warnings.push(
        `Other programs used the processors: serial calls waited ${Math.round(busy * 100)} % of their time for one. ` +
          'Try again on a quiet machine.',
      );
    }
  }

  async #turn(one: Contestant): Promise<void> {
    try {
      one.runs.push(await this.#measure(one.host, this.#examined.calls));
    } catch (error) {
      this.#leaveOut(one, error);
    }
  }
}
