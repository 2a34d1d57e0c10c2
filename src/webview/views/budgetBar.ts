/** How a thread spent its wall time: one bar, and the same numbers in words. */
import type { Budget } from '../../profiler/report.ts';
import { h } from '../dom.ts';
import { formatShare } from '../format.ts';

export const budgetParts = [
  { key: 'cpu', label: 'Computing', hint: 'JavaScript and native code on this thread' },
  { key: 'gc', label: 'GC', hint: 'Garbage collection on this thread' },
  { key: 'blocked', label: 'Blocked', hint: 'In a synchronous call that did not compute' },
  { key: 'wait', label: 'Waiting', hint: 'Idle in the event loop' },
] as const satisfies readonly { key: keyof Budget; label: string; hint: string }[];

export const budgetInWords = (budget: Budget): string =>
  budgetParts.map(({ key, label }) => `${label.toLowerCase()} ${formatShare(budget[key])}`).join(', ');

/** The bar alone; its length in shares, its text for those who do not see it. */
export function createBudgetBar(budget: Budget, of: string): HTMLElement {
  return h(
    'div',
    { class: 'budget-bar', role: 'img', 'aria-label': `${of}: ${budgetInWords(budget)}` },
    ...budgetParts
      .filter(({ key }) => budget[key] > 0)
      .map(({ key, label }) => {
        const part = h('span', { class: `part-${key}`, title: `${label} ${formatShare(budget[key])}` });
        part.style.flexGrow = String(budget[key]);
        return part;
      }),
  );
}

/** Bar and legend of the main thread. */
export function createBudget(budget: Budget): HTMLElement {
  return h(
    'div',
    { class: 'budget' },
    createBudgetBar(budget, 'Main thread'),
    h(
      'ul',
      { class: 'budget-legend' },
      h('li', { class: 'budget-title' }, h('h3', {}, 'Main thread')),
      ...budgetParts.map(({ key, label, hint }) =>
        h(
          'li',
          { title: hint },
          h('span', { class: `swatch part-${key}`, 'aria-hidden': 'true' }),
          h('span', { class: 'legend-label' }, label),
          h('span', { class: 'legend-value' }, formatShare(budget[key])),
        ),
      ),
    ),
  );
}
