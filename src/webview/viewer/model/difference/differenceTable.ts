/** Functions, files, packages or categories of two profiles side by side, the largest difference first. */
import type { FrameGroups } from '../frameGroups.ts';
import { tabulate } from '../groupTable.ts';
import { sumOf } from '../nodeWeights.ts';
import { differenceError, isWithinNoise } from './noise.ts';
import type { TreeDifference } from './unionTree.ts';

export interface DifferenceRow {
  /** Row of `FrameGroups.groups`. */
  readonly group: number;
  readonly before: number;
  readonly after: number;
  readonly delta: number;
  readonly countBefore: number;
  readonly countAfter: number;
  readonly countDelta: number;
  /** Standard error of `delta`. */
  readonly error: number;
  readonly isWithinNoise: boolean;
}

/** Groups of the frames of the union tree. What only one side has stays. */
export function differenceTable(
  { union, before, after }: TreeDifference,
  groups: FrameGroups,
  measure: 'self' | 'total',
): DifferenceRow[] {
  const earlier = tabulate(union.tree, before, groups);
  const later = tabulate(union.tree, after, groups);
  const samples = sumOf(before.count) + sumOf(after.count);
  const weightPerSample = samples > 0 ? (earlier.whole + later.whole) / samples : 0;
  const rows: DifferenceRow[] = [];
  for (let group = 0; group < groups.groups.length; group++) {
    const sides = [earlier, later].map((side) => ({ weight: side[measure][group]!, count: side.count[group]! }));
    const [from, to] = sides as [{ weight: number; count: number }, { weight: number; count: number }];
    if (from.weight === 0 && to.weight === 0) continue;
    const delta = to.weight - from.weight;
    const error = differenceError(from, to, weightPerSample);
    rows.push({
      group,
      before: from.weight,
      after: to.weight,
      delta,
      countBefore: from.count,
      countAfter: to.count,
      countDelta: to.count - from.count,
      error,
      isWithinNoise: isWithinNoise(delta, error),
    });
  }
  return rows.sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta) || a.group - b.group);
}
