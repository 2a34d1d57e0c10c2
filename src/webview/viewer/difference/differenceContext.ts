/** What the views of a difference get from the viewer around them. */
import type { FrameContext, WeighedTree } from '../frameContext.ts';
import type { TreeDifference, WeightUnit } from '../model/index.ts';
import type { DifferenceView } from './differenceView.ts';

export interface DifferenceScene extends WeighedTree {
  readonly difference: TreeDifference;
  /** Weights are the larger of both sides. */
  readonly whole: number;
}

export interface DifferenceContext extends FrameContext {
  scene(): DifferenceScene;
  view(): DifferenceView;
  update(change: Partial<DifferenceView>): void;
  readonly unit: WeightUnit;
  readonly titles: { readonly before: string; readonly after: string };
}
