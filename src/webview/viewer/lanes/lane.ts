/** What every lane can do: draw a stretch of the run, and say its values. Times in milliseconds of the run. */
import type { SharpCanvas } from '../../flame/sharpCanvas.ts';
import type { LanesTheme } from './lanesTheme.ts';

export interface TimeSpan {
  readonly startMs: number;
  readonly endMs: number;
}

/** A token such as `--part-cpu`, or the colour of a kind of operation. */
export type LaneColour = { readonly token: string } | { readonly kind: string };

export interface LaneValue {
  readonly label: string;
  readonly text: string;
  readonly colour?: LaneColour;
}

export interface LaneScene {
  readonly canvas: SharpCanvas;
  readonly theme: LanesTheme;
  readonly view: TimeSpan;
  /** Device pixels; may lie outside the canvas. */
  toPixel(atMs: number): number;
}

/** What lies under the pointer: a click chooses its stretch. */
export interface LaneMark extends TimeSpan {
  readonly text: string;
}

export interface LaneSummary {
  readonly label: string;
  readonly mean: string;
  readonly peak: string;
}

export interface Lane {
  /** Stable: what is folded is remembered by it. */
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly heightPx: number;
  /** What its upper edge stands for; null where height means nothing. */
  readonly scale: string | null;
  /** What its colours mean. */
  readonly legend: readonly { readonly label: string; readonly colour: LaneColour }[];
  draw(scene: LaneScene): void;
  valuesAt(atMs: number): readonly LaneValue[];
  /** The same in a few words; '' where there is nothing. */
  briefAt(atMs: number): string;
  /** The mark at a moment, the nearest within reach. */
  markAt(atMs: number, reachMs: number, yPx: number): LaneMark | null;
  summaries(range: TimeSpan): readonly LaneSummary[];
}
