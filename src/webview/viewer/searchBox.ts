/** The search: text or a regular expression, how much it finds, and the way from one match to the next. */
import { createIconButton } from '../controls.ts';
import { h } from '../dom.ts';
import { formatCount, formatShare } from '../format.ts';
import { matchedWeight, type SearchResult } from './model/index.ts';
import type { Scene } from './scene.ts';
import type { SearchText } from './viewerView.ts';
import { shareOf } from './weightText.ts';

export interface SearchBoxOptions {
  readonly value: SearchText;
  changed(text: SearchText): void;
  /** Row of the frames of the scene. */
  chosen(frame: number): void;
  /** Escape: the keyboard goes back to where it was. */
  left(): void;
}

export interface SearchBox {
  readonly element: HTMLElement;
  focus(): void;
  show(result: SearchResult, scene: Scene): void;
}

export function createSearchBox(options: SearchBoxOptions): SearchBox {
  let { text, isRegularExpression } = options.value;
  /** Frames by their total, the largest first; and which of them was gone to. */
  let found: readonly number[] = [];
  let at = -1;
  let summary = '';

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
  const complaint = h('span', { class: 'complaint', role: 'alert' });
  const steps = h(
    'span',
    { class: 'search-steps', hidden: true },
    createIconButton('↑', 'Previous match (Shift+Enter)', () => go(-1)),
    createIconButton('↓', 'Next match (Enter)', () => go(1)),
  );
  const changed = () => {
    at = -1;
    options.changed({ text, isRegularExpression });
  };
  const go = (by: 1 | -1) => {
    if (found.length === 0) return;
    at = at < 0 ? (by > 0 ? 0 : found.length - 1) : (at + by + found.length) % found.length;
    options.chosen(found[at] as number);
    tell();
  };
  const tell = () => {
    status.textContent = at < 0 ? summary : `${at + 1} of ${summary}`;
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
    element: h('div', { class: 'viewer-search', role: 'search' }, field, pattern, steps, status, complaint),
    focus: () => {
      field.focus();
      field.select();
    },
    show: (result, scene) => {
      complaint.textContent = result.kind === 'invalid' ? result.message : '';
      found = result.kind === 'found' && text !== '' ? matchesByTotal(result.isMatch, scene) : [];
      steps.hidden = found.length === 0;
      if (result.kind === 'invalid' || text === '') summary = '';
      else {
        const { weight } = matchedWeight(scene.tree, scene.weights, result.isMatch);
        const noun = found.length === 1 ? 'function' : 'functions';
        summary = `${formatCount(found.length)} ${noun}, ${formatShare(shareOf(weight, scene.whole))}`;
      }
      if (at >= found.length) at = -1;
      tell();
    },
  };
}

/** Functions that have a weight here. */
function matchesByTotal(isMatch: Uint8Array, scene: Scene): number[] {
  const { groups, table } = scene.grouped('function');
  const total = (frame: number) => table.total[groups.groupOfFrame[frame] ?? -1] ?? 0;
  return groups.groups
    .map(({ frame }) => frame)
    .filter((frame) => isMatch[frame] === 1 && total(frame) > 0)
    .sort((a, b) => total(b) - total(a) || a - b);
}
