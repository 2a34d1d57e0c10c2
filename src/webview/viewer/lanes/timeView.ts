/** The stretch of the run that is on screen. */
import { clampWindow, panBy, windowAround, zoomAt, type TimeWindow } from '../../flame/viewport.ts';
import type { TimeSpan } from './lane.ts';

const microsPerMs = 1000;
const toWindow = ({ startMs, endMs }: TimeSpan): TimeWindow => ({
  start: startMs * microsPerMs,
  end: endMs * microsPerMs,
});
const toSpan = ({ start, end }: TimeWindow): TimeSpan => ({ startMs: start / microsPerMs, endMs: end / microsPerMs });

export const clampView = (view: TimeSpan, wallMs: number): TimeSpan =>
  toSpan(clampWindow(toWindow(view), wallMs * microsPerMs));

/** A factor above 1 zooms in; the moment stays where it is. */
export const zoomView = (view: TimeSpan, atMs: number, factor: number, wallMs: number): TimeSpan =>
  toSpan(zoomAt(toWindow(view), atMs * microsPerMs, factor, wallMs * microsPerMs));

export const panView = (view: TimeSpan, ms: number, wallMs: number): TimeSpan =>
  toSpan(panBy(toWindow(view), ms * microsPerMs, wallMs * microsPerMs));

/** With a margin on both sides. */
export const viewAround = ({ startMs, endMs }: TimeSpan, wallMs: number): TimeSpan =>
  toSpan(windowAround(startMs * microsPerMs, endMs * microsPerMs, wallMs * microsPerMs));

/** Moved just far enough that the moment is in sight. */
export function viewShowing(view: TimeSpan, atMs: number, wallMs: number): TimeSpan {
  if (atMs < view.startMs) return panView(view, atMs - view.startMs, wallMs);
  return atMs > view.endMs ? panView(view, atMs - view.endMs, wallMs) : view;
}

/** In order, inside the run; null where it is no stretch. */
export function toRange(fromMs: number, toMs: number, wallMs: number): TimeSpan | null {
  const [startMs, endMs] = [Math.max(0, Math.min(fromMs, toMs)), Math.min(wallMs, Math.max(fromMs, toMs))];
  return endMs > startMs ? { startMs, endMs } : null;
}
