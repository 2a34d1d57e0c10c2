/** The search: text or a regular expression, how much it finds, and the way from one match to the next. */
import { createIconButton } from '../controls.ts';
import { h } from '../dom.ts';
import { formatCount } from '../format.ts';
import type { SearchStep } from './viewContext.ts';
import type { SearchText } from './viewerView.ts';

/** What the search finds, in words. */
export interface SearchSummary {
  /** Why there is no result; empty where there is one. */
  readonly complaint: string;
  /** Empty when nothing is searched for. */
  readonly text: string;
  readonly finds: boolean;
}

export interface SearchBoxOptions {
  readonly value: SearchText;
  changed(text: SearchText): void;
  /** Goes to the next or previous place on screen. */
  step(by: 1 | -1): SearchStep | null;
  /** Escape: the keyboard goes back to where it was. */
  left(): void;
}

export interface SearchBox {
  readonly element: HTMLElement;
  focus(): void;
  show(summary: SearchSummary): void;
}

export function createSearchBox(options: SearchBoxOptions): SearchBox {
  let { text, isRegularExpression } = options.value;

  const field = h('input', {
    type: 'search',
    class: 'search-field',
    placeholder: 'Find a function, file or package',
    'aria-label': 'Find a function, file or package',
    spellcheck: 'false',
    value: text,
  });
  const pattern = h(
    'button',
    {
      type: 'button',
      class: 'search-pattern',
      title: 'Regular expression',
      'aria-label': 'Regular expression',
      'aria-pressed': String(isRegularExpression),
    },
    '.*',
  );
  const status = h('span', { class: 'muted search-status', role: 'status' });
  const place = h('span', { class: 'muted search-place', role: 'status' });
  const complaint = h('span', { class: 'complaint', role: 'alert' });
  const steps = h(
    'span',
    { class: 'search-steps', hidden: true },
    createIconButton('↑', 'Previous match (Shift+Enter)', () => go(-1)),
    createIconButton('↓', 'Next match (Enter)', () => go(1)),
  );
  const changed = () => {
    options.changed({ text, isRegularExpression });
  };
  const go = (by: 1 | -1) => {
    const step = steps.hidden ? null : options.step(by);
    place.textContent = step ? `${formatCount(step.at)} of ${formatCount(step.of)}` : '';
  };
  field.addEventListener('input', () => {
    text = field.value;
    changed();
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') {
      if (text !== '') {
        field.value = text = '';
        changed();
      } else options.left();
    } else return;
    event.preventDefault();
  });
  pattern.addEventListener('click', () => {
    isRegularExpression = !isRegularExpression;
    pattern.setAttribute('aria-pressed', String(isRegularExpression));
    changed();
    field.focus();
  });
  return {
    element: h('div', { class: 'viewer-search', role: 'search' }, field, pattern, steps, place, status, complaint),
    focus: () => {
      field.focus();
      field.select();
    },
    show: (summary) => {
      complaint.textContent = summary.complaint;
      status.textContent = summary.text;
      place.textContent = '';
      steps.hidden = !summary.finds;
    },
  };
}
