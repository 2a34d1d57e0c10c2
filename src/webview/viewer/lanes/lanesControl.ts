/** What pointer and keyboard may do; the lanes keep view, range and cursor inside the run. */
import type { LaneMark, TimeSpan } from './lane.ts';

/** A row that a cursor can stand in. */
export type Place =
  | { readonly kind: 'thread'; readonly threadId: string }
  | { readonly kind: 'lane'; readonly laneId: string; readonly yPx: number }
  | { readonly kind: 'axis' };

export interface Cursor {
  readonly atMs: number;
  readonly place: Place;
}

export interface LanesControl {
  readonly wallMs: number;
  view(): TimeSpan;
  setView(view: TimeSpan): void;
  range(): TimeSpan | null;
  /** While it is dragged: shown, not yet told to the other views. */
  previewRange(range: TimeSpan | null): void;
  chooseRange(range: TimeSpan | null): void;
  chooseThread(threadId: string): void;
  /** Of a point on the screen. */
  timeAt(clientX: number): number;
  msPerPixel(): number;
  cursorAt(clientX: number, clientY: number): Cursor;
  markAt(cursor: Cursor): LaneMark | null;
  /** Under the pointer; null when it has left. */
  hover(cursor: Cursor | null, at: { clientX: number; clientY: number }): void;
  /** Of the keyboard. */
  cursor(): Cursor | null;
  moveCursor(cursor: Cursor | null): void;
  /** All rows that are not folded, from top to bottom. */
  places(): readonly Place[];
}

export const samePlace = (a: Place, b: Place): boolean =>
  (a.kind === 'thread' && b.kind === 'thread' && a.threadId === b.threadId) ||
  (a.kind === 'lane' && b.kind === 'lane' && a.laneId === b.laneId) ||
  (a.kind === 'axis' && b.kind === 'axis');
