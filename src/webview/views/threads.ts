/** Every thread and process of the run with its own budget. */
import type { ThreadSummary } from '../../profiler/report.ts';
import { h } from '../dom.ts';
import { formatMs, formatShare } from '../format.ts';
import { budgetInWords, budgetParts, createBudgetBar } from './budgetBar.ts';
import { threadKind } from './words.ts';

export function createThreads(threads: readonly ThreadSummary[], showFlame: (threadId: string) => void): HTMLElement {
  if (threads.length === 0)
    return h('p', { class: 'empty' }, 'No thread was recorded. The program ended before its first measurement.');
  return h(
    'div',
    { class: 'table-scroll' },
    h(
      'table',
      { class: 'plain-table threads' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, 'Thread'),
          h('th', { scope: 'col', class: 'for-wide' }, 'Kind'),
          h('th', { scope: 'col', class: 'number' }, 'Started at'),
          h('th', { scope: 'col', class: 'number' }, 'Ran for'),
          h('th', { scope: 'col', class: 'bar-column' }, 'Time'),
          ...budgetParts.map(({ label }) => h('th', { scope: 'col', class: 'number for-wide' }, label)),
          h('th', { scope: 'col' }, h('span', { class: 'for-screen-readers' }, 'Flame chart')),
        ),
      ),
      h('tbody', {}, ...threads.map((thread) => createRow(thread, showFlame))),
    ),
  );
}

function createRow(thread: ThreadSummary, showFlame: (threadId: string) => void): HTMLElement {
  const link = h(
    'button',
    {
      class: 'link',
      type: 'button',
      'aria-label': `Flame chart of ${thread.name}, ${threadKind(thread).toLowerCase()}`,
    },
    'Flame chart',
  );
  link.addEventListener('click', () => showFlame(thread.id));
  return h(
    'tr',
    {},
    h(
      'th',
      { scope: 'row', title: `Process ${thread.pid}, thread ${thread.threadId}` },
      h('span', { class: 'thread-name' }, thread.name),
      h('span', { class: 'muted for-narrow' }, threadKind(thread)),
    ),
    h('td', { class: 'for-wide' }, threadKind(thread)),
    h('td', { class: 'number' }, formatMs(thread.startMs)),
    h('td', { class: 'number' }, formatMs(thread.wallMs)),
    h(
      'td',
      { class: 'bar-column' },
      createBudgetBar(thread.budget, thread.name),
      h('span', { class: 'muted for-narrow', 'aria-hidden': 'true' }, budgetInWords(thread.budget)),
    ),
    ...budgetParts.map(({ key }) => h('td', { class: 'number for-wide' }, formatShare(thread.budget[key]))),
    h('td', {}, link),
  );
}
