/** Which function of one profile is which of another: by name and file, because lines move. */
import type { FlameFrame } from '../../../flame/sampledProfile.ts';
import { matchFiles } from './matchFiles.ts';

export interface MatchedFrames {
  /** Of both profiles; the later one's where both have it. */
  readonly frames: readonly FlameFrame[];
  /** Frame of a profile → row of `frames`. */
  readonly ofBefore: Int32Array;
  readonly ofAfter: Int32Array;
}

export function matchFrames(before: readonly FlameFrame[], after: readonly FlameFrame[]): MatchedFrames {
  const fileOf = matchFiles(urlsOf(before), urlsOf(after));
  const keyOf = ({ role, name, url }: FlameFrame) => `${role}\n${name}\n${fileOf(url)}`;
  const laterByKey = new Map<string, number[]>();
  for (const [row, frame] of after.entries()) append(laterByKey, keyOf(frame), row);
  const earlierByKey = new Map<string, number[]>();
  for (const [row, frame] of before.entries()) append(earlierByKey, keyOf(frame), row);

  const frames = [...after];
  const ofBefore = new Int32Array(before.length);
  for (const [key, earlier] of earlierByKey) {
    const later = laterByKey.get(key);
    if (later?.length === 1 && earlier.length === 1) {
      ofBefore[earlier[0]!] = later[0]!;
      continue;
    }
    const partners = pair(earlier, later ?? [], before, after);
    for (const row of earlier) ofBefore[row] = partners.get(row) ?? frames.push(before[row]!) - 1;
  }
  return { frames, ofBefore, ofAfter: Int32Array.from(after, (_, row) => row) };
}

const urlsOf = (frames: readonly FlameFrame[]): Set<string> => new Set(frames.map(({ url }) => url));

function append(lists: Map<string, number[]>, key: string, row: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [row]);
  else list.push(row);
}

/**
 * Functions of one name in one file, such as callbacks without a name: those that did not move belong together, the others
 * from the top of the file downwards.
 */
function pair(
  earlier: readonly number[],
  later: readonly number[],
  before: readonly FlameFrame[],
  after: readonly FlameFrame[],
): Map<number, number> {
  const partners = new Map<number, number>();
  const free = new Set(later);
  if (earlier.length > 1 || later.length > 1) {
    const laterByPlace = new Map(later.map((row) => [placeKey(after[row]!), row]));
    for (const row of earlier) {
      const same = laterByPlace.get(placeKey(before[row]!));
      if (same === undefined || !free.has(same)) continue;
      partners.set(row, same);
      free.delete(same);
    }
  }
  const moved = earlier.filter((row) => !partners.has(row)).sort((a, b) => inFileOrder(before[a]!, before[b]!));
  const candidates = [...free].sort((a, b) => inFileOrder(after[a]!, after[b]!));
  for (const [at, row] of moved.entries()) if (at < candidates.length) partners.set(row, candidates[at]!);
  return partners;
}

const placeKey = ({ line, column }: FlameFrame): string => `${line}:${column}`;

const inFileOrder = (a: FlameFrame, b: FlameFrame): number =>
  (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
