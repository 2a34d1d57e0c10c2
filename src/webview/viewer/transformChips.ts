/** What the user has changed in the tree, each to be undone by a click. */
import { h } from '../dom.ts';
import type { FrameContext } from './frameContext.ts';
import { transformText } from './transformText.ts';

export function createChip(text: string, title: string, removed: () => void): HTMLElement {
  const button = h(
    'button',
    { type: 'button', class: 'chip', title, 'aria-label': `${text}. ${title}` },
    h('span', { class: 'chip-text' }, text),
    h('span', { class: 'chip-cross', 'aria-hidden': 'true' }, '×'),
  );
  button.addEventListener('click', removed);
  return h('li', {}, button);
}

export function createTransformChips({ view, update }: Pick<FrameContext, 'view' | 'update'>): HTMLElement[] {
  const { transforms } = view();
  return transforms.map((transform, at) =>
    createChip(transformText(transform), 'Undo', () =>
      update({ transforms: transforms.filter((_, other) => other !== at) }),
    ),
  );
}
