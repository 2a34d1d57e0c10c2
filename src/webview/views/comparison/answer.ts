/** The answer of a comparison: speed-up, verdicts, and both runs drawn to one scale. */
import type { ComparedRun, Comparison } from '../../../profiler/comparison.ts';
import { h, list } from '../../dom.ts';
import { formatMs } from '../../format.ts';
import { budgetParts, createBudgetBar } from '../budgetBar.ts';
import { createClassBadge } from '../classBadge.ts';
import { causeText } from '../words.ts';
import { speedupHeadline } from './speedupHeadline.ts';

export function createComparisonAnswer(comparison: Comparison): HTMLElement {
  const { before, after, summary, notes, differs } = comparison;
  const { tone, title, note } = speedupHeadline(comparison);
  const longest = Math.max(before.wallMs, after.wallMs);
  return h(
    'section',
    { class: 'card comparison-answer', 'aria-labelledby': 'comparison-title' },
    h(
      'div',
      { class: 'verdict-line' },
      h('h2', { id: 'comparison-title', class: tone }, title),
      h('p', { class: 'muted' }, note),
    ),
    h(
      'p',
      { class: 'summary' },
      (differs ?? []).includes('program') ? afterHeadline(summary) : capital(afterHeadline(summary)),
    ),
    h('div', { class: 'compared-runs' }, createRun('Before', before, longest), createRun('After', after, longest)),
    h(
      'ul',
      { class: 'budget-legend' },
      h('li', { class: 'muted' }, 'Main thread'),
      ...budgetParts.map(({ key, label, hint }) =>
        h(
          'li',
          { title: hint },
          h('span', { class: `swatch part-${key}`, 'aria-hidden': 'true' }),
          h('span', { class: 'legend-label' }, label),
        ),
      ),
    ),
    notes.length > 0 && h('div', { class: 'notice', role: 'note' }, list('plain', notes)),
  );
}

/** The title has what stands before it. Of two programs it begins with the name of a file, which is left as it is. */
const afterHeadline = (summary: string): string => summary.replace(/^[^:]*: /, '');
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Name, verdict and bar; the bar is as long as the run. */
function createRun(when: 'Before' | 'After', run: ComparedRun, longestMs: number): HTMLElement {
  const bar = createBudgetBar(run.budget, `${when}, main thread`);
  bar.style.width = longestMs > 0 ? `${(run.wallMs / longestMs) * 100}%` : '100%';
  return h(
    'div',
    { class: 'compared-run' },
    h('h3', {}, when),
    h('span', { class: 'compared-wall' }, formatMs(run.wallMs)),
    h('div', { class: 'compared-bar' }, bar),
    h(
      'span',
      { class: 'compared-verdict' },
      createClassBadge(run.class),
      run.cause && h('span', { class: 'muted' }, causeText[run.cause]),
    ),
  );
}
