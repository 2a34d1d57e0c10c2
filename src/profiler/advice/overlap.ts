/**
 * Serial waits in flight together. With C computing and W waiting a turn on one event loop, N at a time do at most
 * X(N) = min(N / (C + W), 1 / C) turns a time; the knee is N* = 1 + W / C (Little's law with the utilisation bound of
 * Denning and Buzen, "The operational analysis of queueing network models", ACM Computing Surveys 1978). Turns that end at
 * the same moment queue for the loop, so at the knee it still idles: how much, mean value analysis says (Reiser and
 * Lavenberg, Journal of the ACM 1980). What the waits are for bounds it further: all processors, for what helpers compute.
 */
import type { SerialWork } from './serialWork.ts';

export interface OverlapPlan {
  /** Of the program as it stands, without the profiler. */
  readonly baseMs: number;
  readonly work: SerialWork;
  /** Computed by pool, workers or children while the loop waited. */
  readonly helpersMs: number;
  /** Processors, as the speed of threads on them. */
  readonly speed: number;
  /** Most that can be in flight, by what is waited for. */
  readonly most: number;
  /** Computed for each more in flight, such as opening its connection; none: they share what is there. */
  readonly openMs?: number;
}

/** Past this nearness to what any number in flight reaches, more only queue: they cost memory and the other side's patience. */
const nearEnough = 1.02;

/** (T − C − W) + opening N + max(rounds of N turns, the main thread with one wait that nothing covers, all processors). */
export function overlappedTimeMs(plan: OverlapPlan, inFlight: number): number {
  const { baseMs, work, helpersMs, speed, openMs = 0 } = plan;
  const { idleMs, computingMs, turns } = work;
  // One after the other they leave, and as late come the last answers.
  const rest = Math.max(0, baseMs - idleMs - computingMs) + openMs * (inFlight - 1);
  const helped = Math.min(helpersMs, idleMs);
  const all = idleMs + computingMs;
  const rounds = turns === null ? 0 : Math.ceil(turns / inFlight) * (all / turns);
  const byTurns = Math.max(rounds, all * queuedShare(idleMs, computingMs, inFlight));
  const uncovered = turns === null ? 0 : idleMs / turns;
  return rest + Math.max(byTurns, computingMs + uncovered, (helped + computingMs) / speed);
}

/** Time of N at once over that of one after the other. */
function queuedShare(waiting: number, computing: number, inFlight: number): number {
  if (waiting + computing <= 0) return 0;
  return 1 / Math.max(rateOf(waiting, computing, inFlight) * (waiting + computing), 1);
}

/**
 * Turns a time with N of them in flight: exact mean value analysis of one server (the loop) with customers that think (wait)
 * in between. Response R(n) = C (1 + Q(n − 1)), rate X(n) = n / (R(n) + W), queue Q(n) = X(n) R(n). Between two whole
 * numbers in flight, which averages are, in proportion.
 */
export function rateOf(waiting: number, computing: number, inFlight: number): number {
  let queue = 0;
  let rate = 0;
  let below = 0;
  for (let n = 1; n <= Math.ceil(inFlight); n++) {
    below = rate;
    const response = computing * (1 + queue);
    rate = n / (response + waiting);
    queue = rate * response;
  }
  return below + (rate - below) * (inFlight - Math.ceil(inFlight) + 1);
}

/** One turn's time over what it computes: with so many at a time the loop could always compute. */
export const kneeOf = ({ idleMs, computingMs }: SerialWork): number =>
  computingMs > 0 ? 1 + idleMs / computingMs : Infinity;

/** The fewest in flight with which next to nothing is left to gain; never more than there are turns. */
export function fewestInFlight(plan: OverlapPlan): number {
  const most = Math.max(1, Math.min(plan.most, plan.work.turns ?? Infinity));
  const times = Array.from({ length: Math.floor(most) }, (_, at) => overlappedTimeMs(plan, at + 1));
  const best = Math.min(...times);
  return times.findIndex((time) => time <= nearEnough * best) + 1;
}
