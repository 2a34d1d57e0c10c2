/** The window of time on screen, in ticks; every change goes through here and comes out within the recording. */
export interface TimeWindow {
  readonly start: number;
  readonly end: number;
}

/** At most 40 px a microsecond at 1600 px: deeper, one box fills the view and there is nothing left to see. */
export const minimumWindowTicks = 40;

/** The window moved and resized to lie within 0..total. */
export function clampWindow({ start, end }: TimeWindow, total: number): TimeWindow {
  const width = Math.min(Math.max(end - start, minimumWindowTicks), Math.max(total, minimumWindowTicks));
  const middle = (start + end) / 2;
  const from = Math.max(0, Math.min(middle - width / 2, total - width));
  return { start: Math.max(0, from), end: Math.max(0, from) + width };
}

/** Factor above 1 zooms in; the tick under the pointer stays where it is. */
export function zoomAt(window: TimeWindow, tick: number, factor: number, total: number): TimeWindow {
  const width = window.end - window.start;
  const newWidth = Math.min(Math.max(width / factor, minimumWindowTicks), Math.max(total, minimumWindowTicks));
  const share = width === 0 ? 0.5 : (tick - window.start) / width;
  const start = tick - share * newWidth;
  return clampWindow({ start, end: start + newWidth }, total);
}

export function panBy({ start, end }: TimeWindow, ticks: number, total: number): TimeWindow {
  return clampWindow({ start: start + ticks, end: end + ticks }, total);
}

/** Shows a box with a margin of a twentieth on both sides. */
export function windowAround(start: number, end: number, total: number): TimeWindow {
  const margin = (end - start) / 20;
  return clampWindow({ start: start - margin, end: end + margin }, total);
}

/** The same window, moved just far enough that the box is in sight. */
export function windowShowing(window: TimeWindow, start: number, end: number, total: number): TimeWindow {
  const width = window.end - window.start;
  if (end > window.start && start < window.end && (start >= window.start || end <= window.end)) {
    if (start >= window.start && end <= window.end) return window;
  }
  if (end - start >= width) {
    // Wider than the view: a part of it is enough.
    if (start < window.end && end > window.start) return window;
  }
  const middle = (start + Math.min(end, start + width)) / 2;
  return clampWindow({ start: middle - width / 2, end: middle + width / 2 }, total);
}
