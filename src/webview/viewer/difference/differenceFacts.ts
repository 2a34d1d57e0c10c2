/** What differs, in words: of a call path, or of a function wherever it is called. */
import type { Chosen } from '../chosen.ts';
import { frameRow } from '../chosen.ts';
import { formatDelta } from '../../table/differenceColumns.ts';
import {
  differenceTable,
  groupFrames,
  nodeDifference,
  noNode,
  type TreeDifference,
  type WeightDifference,
  type WeightUnit,
} from '../model/index.ts';
import { formatWeight } from '../weightText.ts';

export type Facts = readonly (readonly [label: string, value: string])[];

/** 95 % of what chance does. */
export const standardErrors = 1.96;

export function nodeFacts(difference: TreeDifference, node: number, unit: WeightUnit): Facts {
  const { before, after, delta, error, isWithinNoise } = nodeDifference(difference, node);
  const format = (weight: number) => formatWeight(weight, unit);
  return [
    ['Before', format(before)],
    ['After', format(after)],
    ['Difference', `${formatDelta(delta, format)}${isWithinNoise ? ', within the noise' : ''}`],
    ['Noise', `± ${format(error * standardErrors)}`],
  ];
}

export function functionFacts(difference: TreeDifference, frame: number, unit: WeightUnit): Facts {
  const groups = groupFrames(difference.union.tree.frames, 'function');
  const group = groups.groupOfFrame[frame];
  const format = (weight: number) => formatWeight(weight, unit);
  const text = ({ before, after, delta, isWithinNoise }: WeightDifference) =>
    `${format(before)} → ${format(after)} (${formatDelta(delta, format)}${isWithinNoise ? ', within the noise' : ''})`;
  return (['self', 'total'] as const).flatMap((measure) => {
    const row = differenceTable(difference, groups, measure).find((candidate) => candidate.group === group);
    return row ? [[`All calls, ${measure}`, text(row)] as const] : [];
  });
}

/** Of the call path where one is meant. */
export function chosenFacts(difference: TreeDifference, chosen: Chosen, unit: WeightUnit): Facts {
  const node = chosen.node === null ? noNode : (difference.mapped.newOfOld[chosen.node] ?? noNode);
  return [
    ...(node === noNode ? [] : nodeFacts(difference, node, unit)),
    ...functionFacts(difference, frameRow(difference.union.tree, chosen), unit),
  ];
}
