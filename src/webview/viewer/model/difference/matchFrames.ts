/** Which function of one profile is which of another: by name and by path within its package, because lines move. */
import type { FlameFrame } from '../../../flame/sampledProfile.ts';

export interface MatchedFrames {
  /** Of both profiles; the later one's where both have it. */
  readonly frames: readonly FlameFrame[];
  /** Frame of a profile → row of `frames`. */
  readonly ofBefore: Int32Array;
  readonly ofAfter: Int32Array;
}

export function matchFrames(before: readonly FlameFrame[], after: readonly FlameFrame[]): MatchedFrames {
  const frames: FlameFrame[] = [];
  const rowOfKey = new Map<string, number>();
  const rowsOf = (side: readonly FlameFrame[]) => {
    const seen = new Map<string, number>();
    return Int32Array.from(side, (frame) => {
      const name = [frame.role, frame.name, pathInPackage(frame.url)].join('\n');
      // Several functions of one name in one file: the first is taken for the first.
      const nth = seen.get(name) ?? 0;
      seen.set(name, nth + 1);
      const key = `${name}\n${nth}`;
      let row = rowOfKey.get(key);
      if (row === undefined) rowOfKey.set(key, (row = frames.push(frame) - 1));
      return row;
    });
  };
  const ofAfter = rowsOf(after);
  return { frames, ofBefore: rowsOf(before), ofAfter };
}

const pathInPackage = (url: string): string => url.slice(url.lastIndexOf('node_modules/') + 1);
