/** When the event loop was held, for how long, and by which function. */
import type { Stall } from '../../profiler/report.ts';
import { h } from '../dom.ts';
import { formatMs, formatTimes } from '../format.ts';
import type { OpenLocation } from './openLocation.ts';
import { createPlace } from './place.ts';

/** Longest first; beyond these a table helps less than the flame chart. */
const mostStalls = 100;

/** Null when the loop was never held for long. */
export function createStalls(
  stalls: readonly Stall[],
  thresholdMs: number | undefined,
  open: OpenLocation,
  showInFlame: (stall: Stall) => void,
): HTMLElement | null {
  if (stalls.length === 0) return null;
  const longestFirst = [...stalls].sort((a, b) => b.durationMs - a.durationMs).slice(0, mostStalls);
  const held = stalls.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const limit = thresholdMs === undefined ? '' : ` for at least ${formatMs(thresholdMs)}`;
  return h(
    'div',
    { class: 'stalls' },
    h('h3', {}, 'Event loop stalls'),
    h(
      'p',
      { class: 'muted' },
      `One function held the main thread${limit} ${formatTimes(stalls.length)}, ${formatMs(held)} in all. Nothing else could run then: no request, no timer.`,
    ),
    h(
      'div',
      { class: 'table-scroll' },
      h(
        'table',
        { class: 'plain-table' },
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('th', { scope: 'col' }, 'Held by'),
            h('th', { scope: 'col', class: 'number' }, 'At'),
            h('th', { scope: 'col', class: 'number' }, 'For'),
            h('th', { scope: 'col' }, 'Location'),
            h('th', { scope: 'col' }, h('span', { class: 'for-screen-readers' }, 'Flame chart')),
          ),
        ),
        h('tbody', {}, ...longestFirst.map((stall) => createRow(stall, open, showInFlame))),
      ),
    ),
  );
}

function createRow(stall: Stall, open: OpenLocation, showInFlame: (stall: Stall) => void): HTMLElement {
  const link = h(
    'button',
    { class: 'link', type: 'button', 'aria-label': `Flame chart at ${formatMs(stall.startMs)}` },
    'Flame chart',
  );
  link.addEventListener('click', () => showInFlame(stall));
  return h(
    'tr',
    {},
    h('th', { scope: 'row', class: 'code' }, stall.name || '(anonymous)'),
    h('td', { class: 'number' }, formatMs(stall.startMs)),
    h('td', { class: 'number strong' }, formatMs(stall.durationMs)),
    h('td', {}, createPlace(stall, open)),
    h('td', {}, link),
  );
}
