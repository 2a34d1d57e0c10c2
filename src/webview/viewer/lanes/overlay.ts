/** Cursor and range, above the canvases: moving them draws nothing anew. */
import { h } from '../../dom.ts';
import type { TimeSpan } from './lane.ts';

export interface Overlay {
  readonly element: HTMLElement;
  showRange(range: TimeSpan | null): void;
  showCursor(atMs: number | null): void;
  /** Puts both where they belong in the view. */
  place(view: TimeSpan): void;
}

export function createOverlay(): Overlay {
  const cursor = h('div', { class: 'lanes-cursor', hidden: true });
  const range = h('div', { class: 'lanes-range', hidden: true });
  let chosen: TimeSpan | null = null;
  let atMs: number | null = null;
  return {
    element: h('div', { class: 'lanes-overlay', 'aria-hidden': 'true' }, range, cursor),
    showRange: (next) => (chosen = next),
    showCursor: (next) => (atMs = next),
    place: ({ startMs, endMs }) => {
      const percent = (ms: number) => ((ms - startMs) / (endMs - startMs)) * 100;
      cursor.hidden = atMs === null || atMs < startMs || atMs > endMs;
      if (atMs !== null) cursor.style.left = `${percent(atMs)}%`;
      range.hidden = chosen === null || chosen.endMs < startMs || chosen.startMs > endMs;
      if (chosen === null) return;
      range.style.left = `${percent(chosen.startMs)}%`;
      range.style.width = `${percent(chosen.endMs) - percent(chosen.startMs)}%`;
    },
  };
}
