/** Functions, files, packages or categories of two profiles side by side, the largest difference first. */
import type { FrameGroups } from '../frameGroups.ts';
import { addUp, addUpOutermost } from '../groupTable.ts';
import type { NodeWeights } from '../threadProfile.ts';
import type { TreeDifference } from './compareTrees.ts';
import { differenceOf, totalCounts, type WeightDifference } from './nodeDifference.ts';

export interface DifferenceRow extends WeightDifference {
  /** Row of `FrameGroups.groups`. */
  readonly group: number;
}

/** Groups of the frames of the union tree. What only one side has stays. */
export function differenceTable(
  difference: TreeDifference,
  groups: FrameGroups,
  measure: 'self' | 'total',
): DifferenceRow[] {
  const { tree } = difference.union;
  const sideOf = ({ self, total, count }: NodeWeights, totalCount: () => Float64Array) =>
    measure === 'self'
      ? { weight: addUp(tree, groups, self), count: addUp(tree, groups, count) }
      : // Samples that the group was on the stack of.
        { weight: addUpOutermost(tree, groups, total), count: addUpOutermost(tree, groups, totalCount()) };
  const earlier = sideOf(difference.before, () => totalCounts(difference).before);
  const later = sideOf(difference.after, () => totalCounts(difference).after);
  const rows: DifferenceRow[] = [];
  for (let group = 0; group < groups.groups.length; group++) {
    const before = { weight: earlier.weight[group]!, count: earlier.count[group]! };
    const after = { weight: later.weight[group]!, count: later.count[group]! };
    if (before.weight === 0 && after.weight === 0) continue;
    rows.push({ group, ...differenceOf(difference, before, after) });
  }
  return rows.sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta) || a.group - b.group);
}
