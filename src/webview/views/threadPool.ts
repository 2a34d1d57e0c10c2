/** The libuv pool: how busy, how long work queued for it, who filled it and who waited. */
import type { Location, ThreadPoolReport } from '../../profiler/report.ts';
import { h } from '../dom.ts';
import { formatCount, formatInFlight, formatMs, formatShare } from '../format.ts';
import { createKindDot } from './kindDot.ts';
import type { OpenLocation } from './openLocation.ts';
import { createPlace } from './place.ts';

/** More belong into the table of operations, which has them all. */
const mostPlaces = 4;

/** Null where no operation used the pool. */
export function createThreadPool(pool: ThreadPoolReport | undefined, open: OpenLocation): HTMLElement | null {
  if (!pool) return null;
  const { size, occupancy, meanQueued, maxQueued, queueMs, runMs, starved } = pool;
  return h(
    'section',
    { class: `card thread-pool${starved ? ' starved' : ''}`, 'aria-labelledby': 'pool-title' },
    h('h3', { id: 'pool-title' }, 'Thread pool'),
    starved &&
      h(
        'p',
        { class: 'notice', role: 'note' },
        'Operations spent most of their time waiting for a thread of the pool.',
      ),
    h(
      'dl',
      { class: 'figures' },
      figure('Threads', String(size)),
      figure('Busy', formatShare(occupancy), 'while any operation was open'),
      figure('Queued', formatInFlight(meanQueued), `in the mean, ${formatCount(maxQueued)} at most`),
      figure('Waited for a thread', formatMs(queueMs), 'added up'),
      figure('On a thread', formatMs(runMs), 'added up'),
    ),
    createQueueBar(queueMs, runMs),
    h(
      'div',
      { class: 'pool-places' },
      createPlaces(
        'Who filled it',
        pool.filledBy.map((one) => ({ ...one, ms: one.runMs })),
        open,
      ),
      createPlaces(
        'Who waited',
        pool.waiting.map((one) => ({ ...one, ms: one.queueMs })),
        open,
      ),
    ),
  );
}

const figure = (label: string, value: string, note = ''): HTMLElement =>
  h('div', {}, h('dt', {}, label), h('dd', {}, h('strong', {}, value), note !== '' && h('span', {}, note)));

/** Queue against run time. */
function createQueueBar(queueMs: number, runMs: number): HTMLElement | null {
  if (!(queueMs + runMs > 0)) return null;
  const part = (name: string, ms: number) => {
    const piece = h('span', { class: name });
    piece.style.flexGrow = String(ms);
    return ms > 0 && piece;
  };
  return h(
    'div',
    {
      class: 'budget-bar',
      role: 'img',
      'aria-label': `Waited for a thread ${formatMs(queueMs)}, on a thread ${formatMs(runMs)}`,
    },
    part('part-queue', queueMs),
    part('part-cpu', runMs),
  );
}

interface PoolPlace {
  readonly kind: string;
  readonly location: Location | null;
  readonly ms: number;
}

function createPlaces(title: string, places: readonly PoolPlace[], open: OpenLocation): HTMLElement | null {
  const shown = places.filter(({ ms }) => ms > 0).slice(0, mostPlaces);
  if (shown.length === 0) return null;
  return h(
    'div',
    {},
    h('h3', {}, title),
    h(
      'ul',
      {},
      ...shown.map(({ kind, location, ms }) =>
        h(
          'li',
          {},
          createKindDot(kind),
          h('span', { class: 'pool-kind' }, kind),
          createPlace({ name: kind, location }, open),
          h('span', { class: 'pool-time' }, formatMs(ms)),
        ),
      ),
    ),
  );
}
