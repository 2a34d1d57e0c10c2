/** How time is attributed, and the keys. */
import { createButton } from '../controls.ts';
import { h } from '../dom.ts';
import type { WeightUnit } from './model/index.ts';
import { attributionRule } from './read/attributionRule.ts';

const keys: readonly (readonly [keys: string, effect: string])[] = [
  ['Arrow keys', 'from box to box, from row to row; right and left open and close a row'],
  ['Enter', 'zooms to the box, opens the row'],
  ['Escape', 'goes back one zoom; in the search, clears it'],
  ['Ctrl+Enter, Ctrl+click', 'opens the source'],
  ['Alt+Enter, Alt+click', 'shows the source and stays here'],
  ['Shift+F10, right click', 'what can be done with the function'],
  ['/ or Ctrl+F', 'search; Enter and Shift+Enter go to the next and previous match'],
  ['W S A D, + −', 'zoom in and out, move left and right; Ctrl with the wheel zooms'],
  ['R', 'in the chart over time: the numbers are of this call only'],
  ['Shift+drag, drag on the axis', 'the numbers are of this stretch of time only; also by dragging in the overview'],
];

/** `views`: labels of those that a key turns to, from 1 on. */
export function openHelp(unit: WeightUnit, views: readonly { readonly key: string; readonly label: string }[]): void {
  const dialog = h(
    'dialog',
    { class: 'viewer-help', 'aria-labelledby': 'viewer-help-title' },
    h('h2', { id: 'viewer-help-title' }, 'How to read this'),
    ...(unit === 'micros'
      ? [h('h3', {}, 'Which time is whose'), h('p', {}, attributionRule)]
      : [
          h('h3', {}, 'Which bytes are whose'),
          h('p', {}, 'V8 samples allocations and scales them up: bytes stand under the function that allocated them.'),
        ]),
    h(
      'p',
      {},
      'Self is what a function took itself, total what it took with all that it called; a function that calls itself counts once.',
    ),
    h('h3', {}, 'Keys'),
    h(
      'dl',
      {},
      ...[
        ...keys,
        [views.map(({ key }) => key).join(' '), views.map(({ label }) => label).join(', ')] as const,
      ].flatMap(([key, effect]) => [h('dt', {}, key), h('dd', {}, effect)]),
    ),
    h('div', { class: 'dialog-buttons' }),
  );
  dialog.lastElementChild?.append(createButton('Close', 'primary', () => dialog.close()));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
