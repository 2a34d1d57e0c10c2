/**
 * Everything that is derived from a thread's profile. Pure: same input, same output, and the input is never changed, so
 * that callers may keep results by range and transforms. Nothing recurses: stacks reach 100,000 frames.
 */
export { noNode } from './threadProfile.ts';
export type {
  CallTree,
  LineTicks,
  NodeWeights,
  Samples,
  ThreadProfile,
  TimeRange,
  WeightUnit,
} from './threadProfile.ts';
export { firstSampleOf, sumOf, weigh } from './nodeWeights.ts';
export { functionMatch, isMatch, matchingFrames, type FrameMatch } from './frameMatch.ts';
export { transformTree, type Transform } from './transforms.ts';
export { moveSamples, moveTicks, moveWeights, oldOfNew, type MappedTree } from './mapping.ts';
export type { Boxes } from './boxes.ts';
export { leftHeavyBoxes } from './leftHeavyBoxes.ts';
export { invertedBoxes } from './callerBoxes.ts';
export { sandwich, type Sandwich } from './sandwich.ts';
export { timeBoxes, timeLayout, wholeChart, type ChartDetail, type TimeLayout } from './timeBoxes.ts';
export { chartDetail } from './chartDetail.ts';
export { groupFrames, noGroup, type FrameGroup, type FrameGroups, type Grouping } from './frameGroups.ts';
export { addUp, rowsByWeight, tabulate, type GroupTable } from './groupTable.ts';
export { bottomUpCallers, bottomUpRoots, topDownRows, type BottomUpRow } from './lazyTrees.ts';
export { linesOfFile, linesOfFunction, type LineHeat, type LineWeight } from './lineHeat.ts';
export {
  compareTrees,
  unionWidths,
  type ComparedSide,
  type Normalisation,
  type TreeDifference,
  type UnionWidth,
} from './difference/compareTrees.ts';
export { nodeDifference, type WeightDifference } from './difference/nodeDifference.ts';
export type { UnionTree } from './difference/unionTree.ts';
export { differenceTable, type DifferenceRow } from './difference/differenceTable.ts';
export { beforeAll, behindAll, findBoxes, type BoxPosition, type FoundBoxes } from './searchBoxes.ts';
export { matchesBelow, sampleWithMatch } from './searchPaths.ts';
export { matchedWeight, searchFrames, type SearchQuery, type SearchResult } from './search.ts';
export { shadeKey, type ColouredBy, type ShadeKey } from './shadeKey.ts';
export { whyHot } from './whyHot.ts';
