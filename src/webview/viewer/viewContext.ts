/** What a view of the profile gets from the viewer around it, and what it gives. */
import type { FrameContext } from './frameContext.ts';
import type { Paint } from './paint.ts';
import type { Scene } from './scene.ts';
import type { ViewerView } from './viewerView.ts';

export interface ViewContext extends FrameContext {
  scene(): Scene;
  view(): ViewerView;
  update(change: Partial<ViewerView>): void;
  readonly paint: Paint;
  /** Of the thread, for the labels of charts and tables. */
  readonly title: string;
}

/** Which of the places that a search finds has been gone to: from 1, and of how many. */
export interface SearchStep {
  readonly at: number;
  readonly of: number;
}

/** The search in one view, in the order in which the view is read; from the last place on to the first. */
export interface PartSearch {
  /** Boxes that are found; null where they are rows, or not all laid out. */
  count(): number | null;
  /** Chooses the next place and brings it into sight. Null when there is none, or when places are not counted. */
  step(by: 1 | -1): SearchStep | null;
}

export interface ViewerPart {
  readonly element: HTMLElement;
  /** The search or the choice has changed, by other hands than the part's own. */
  refresh(): void;
  /** Left out where there is nothing to go through. */
  readonly search?: PartSearch;
  /** Takes numbers of another range without being made anew; left out by parts that are filtered by it. */
  rangeChanged?(): void;
  /** Where there is a picture to zoom. */
  readonly zoom?: { by(factor: number): void; reset(): void };
  focusKeyboard(): void;
  dispose(): void;
}
