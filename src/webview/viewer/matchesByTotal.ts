/** Functions that a search finds, for views that show one function at a time. */
import type { Scene } from './scene.ts';

/** Rows of the frames that have a weight here, the largest total first. */
export function matchesByTotal(isMatch: Uint8Array, scene: Scene): number[] {
  const { groups, table } = scene.grouped('function');
  const total = (frame: number) => table.total[groups.groupOfFrame[frame] ?? -1] ?? 0;
  return groups.groups
    .map(({ frame }) => frame)
    .filter((frame) => isMatch[frame] === 1 && total(frame) > 0)
    .sort((a, b) => total(b) - total(a) || a - b);
}
