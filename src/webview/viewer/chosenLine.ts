/** Parts of the line about what is chosen: its place as a link, and what can be done with it. */
import type { Location } from '../../profiler/report.ts';
import { h } from '../dom.ts';
import { formatFullPlace, formatPlace } from '../format.ts';
import { openable } from '../views/openLocation.ts';
import { createPlaceText } from '../views/place.ts';
import type { FrameAction } from './frameActions.ts';

/** Where there is nothing to open, whose code it is. */
export function createPlaceLink(location: Location | null, owner: string, open: () => void): HTMLElement {
  if (!location || !openable(location))
    return h('span', { class: 'muted' }, location ? `${formatPlace(location)} · ${owner}` : owner);
  const link = h(
    'button',
    { class: 'link', type: 'button', title: formatFullPlace(location) },
    createPlaceText(location),
  );
  link.addEventListener('click', open);
  return link;
}

/** The short ones, and a way to all of them. */
export function createActionButtons(
  actions: readonly (readonly FrameAction[])[],
  openMenu: (anchor: HTMLElement) => void,
): HTMLElement {
  const button = (label: string, title: string, act: (button: HTMLElement) => void) => {
    const made = h('button', { class: 'link', type: 'button', title }, label);
    made.addEventListener('click', () => act(made));
    return made;
  };
  return h(
    'span',
    { class: 'detail-actions' },
    ...actions.flat().flatMap(({ label, short, act }) => (short === undefined ? [] : [button(short, label, act)])),
    button('More…', 'All that can be done with it (Shift+F10)', openMenu),
  );
}
