/** What the menu, the chips and the actions of a function need of the viewer around them: of one profile, or of two. */
import type { Point } from '../flame/flameChart.ts';
import type { FlameFrame } from '../flame/sampledProfile.ts';
import type { Location } from '../../profiler/report.ts';
import type { Chosen } from './chosen.ts';
import type { CallTree, MappedTree, NodeWeights, Transform } from './model/index.ts';

/** A tree after its transforms, weighed. */
export interface WeighedTree {
  readonly mapped: MappedTree;
  readonly tree: CallTree;
  readonly weights: NodeWeights;
}

export interface FrameContext {
  scene(): WeighedTree;
  view(): { readonly transforms: readonly Transform[] };
  update(change: { readonly transforms: readonly Transform[] }): void;
  chosen(): Chosen | null;
  choose(chosen: Chosen | null): void;
  /** Frame → 1 where the search finds it; null when nothing is searched for. */
  isMatch(): Uint8Array | null;
  locate(frame: FlameFrame): Location | null;
  /** `stay`: the focus is to remain here. */
  open(frame: FlameFrame, stay: boolean): void;
  menu(chosen: Chosen, anchor: HTMLElement, at: Point): void;
}
