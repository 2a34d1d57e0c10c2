/** When the event loop was held, for how long, and by which function. */
import type { Stall } from '../../profiler/report.ts';
import { h } from '../dom.ts';
import { formatMs } from '../format.ts';
import type { OpenLocation } from './openLocation.ts';
import { createPlace } from './place.ts';

/** Longest first; beyond these a table helps less than the flame chart. */
const mostStalls = 100;

/** Null when the loop was never held for long. */
export function createStalls(stalls: readonly Stall[], open: OpenLocation): HTMLElement | null {
  if (stalls.length === 0) return null;
  const longestFirst = [...stalls].sort((a, b) => b.durationMs - a.durationMs).slice(0, mostStalls);
  return h(
    'div',
    { class: 'stalls' },
    h('h3', {}, 'Event loop stalls'),
    h(
      'p',
      { class: 'muted' },
      'While one function held the main thread, nothing else could run: no request, no timer.',
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
          ),
        ),
        h('tbody', {}, ...longestFirst.map((stall) => createRow(stall, open))),
      ),
    ),
  );
}

const createRow = (stall: Stall, open: OpenLocation): HTMLElement =>
  h(
    'tr',
    {},
    h('th', { scope: 'row', class: 'code' }, stall.name),
    h('td', { class: 'number' }, formatMs(stall.startMs)),
    h('td', { class: 'number strong' }, formatMs(stall.durationMs)),
    h('td', {}, createPlace(stall, open)),
  );
