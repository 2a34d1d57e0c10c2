/** How a trial keeps within its time. Pure. */

/** Asked for by nobody in particular: enough for an interval. */
export const defaultRepeat = 5;
/** More make the interval narrower; where they cost next to nothing, they are taken. */
const mostRepeats = 15;
/** Part of the time limit that rounds beyond the default may take. */
const shareForMore = 1 / 6;
/** Rounds vary; a plan without slack ends at the time limit instead of with the last round. */
const slack = 1.15;

export interface RepeatPlan {
  readonly repeat: number;
  /** Fewer than asked for. */
  readonly cut: boolean;
}

/** `wanted` undefined: the default, more where rounds are short. At least one: it is stopped by the limit then. */
export function planRepeats(
  wanted: number | undefined,
  { roundMs, leftMs, limitMs }: { roundMs: number; leftMs: number; limitMs: number },
): RepeatPlan {
  const fitting = Math.max(1, Math.floor(leftMs / (roundMs * slack)));
  if (wanted !== undefined) return { repeat: Math.min(wanted, fitting), cut: fitting < wanted };
  const affordable = Math.floor((limitMs * shareForMore) / (roundMs * slack));
  const liked = Math.min(mostRepeats, Math.max(defaultRepeat, affordable));
  return { repeat: Math.min(liked, fitting), cut: fitting < defaultRepeat };
}

/** The first serial run is cold and decides how many of the inputs there is time for: a trial takes about fifteen such runs. */
export const firstRunShare = 1 / 15;
/** Fewer calls than this cannot be shared out among workers in any telling way. */
export const fewestCalls = 8;

/** Part of the time limit that the search for sizes may take, of all models together. */
const searchShare = 0.4;

/** What each of the models that are left to search may take. */
export const searchTime = (limitMs: number, leftMs: number, modelsLeft: number): number =>
  Math.max(0, limitMs * searchShare - (limitMs - leftMs)) / modelsLeft;
