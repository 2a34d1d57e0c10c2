/** Both profiles on one tree, with what the user asked to change in it. */
import {
  compareTrees,
  moveWeights,
  sumOf,
  transformTree,
  unionWidths,
  weigh,
  type ComparedSide,
  type ThreadProfile,
  type Transform,
} from '../model/index.ts';
import type { DifferenceScene } from './differenceContext.ts';
import type { DifferenceView } from './differenceView.ts';

/** Keeps the last scene only. */
export function createDifferenceScenes(
  before: ThreadProfile,
  after: ThreadProfile,
): (view: DifferenceView) => DifferenceScene {
  const sides = { before: sideOf(before), after: sideOf(after) };
  let last: { readonly key: string; readonly scene: DifferenceScene } | null = null;
  return ({ normalisation, transforms, onlyMyCode }) => {
    const key = JSON.stringify([normalisation, transforms, onlyMyCode]);
    if (last?.key !== key) {
      const asked: Transform[] = [...transforms, ...(onlyMyCode ? [{ kind: 'onlyMyCode' } as const] : [])];
      const difference = compareTrees(sides.before, sides.after, normalisation, asked);
      const { mapped, union } = difference;
      const weights = unionWidths(difference, 'larger');
      last = { key, scene: { difference, mapped, tree: union.tree, weights, whole: sumOf(weights.self) } };
    }
    return last.scene;
  };
}

/** Idle time is no difference in what ran. */
function sideOf(profile: ThreadProfile): ComparedSide {
  const mapped = transformTree(profile.tree, [{ kind: 'leaveOut', what: { kind: 'role', role: 'idle' } }]);
  return {
    tree: mapped.tree,
    weights: moveWeights(mapped, weigh(profile, null)),
    durationMicros: profile.durationMicros,
    unit: profile.unit,
  };
}
