/** The switch between views, and the buttons of a picture. */
import { createIconButton, createSwitch } from '../controls.ts';
import { h } from '../dom.ts';
import type { ViewerPart } from './viewContext.ts';

export interface NamedView<Id extends string> {
  readonly id: Id;
  readonly key: string;
  readonly label: string;
  readonly title: string;
}

export interface ViewChoice {
  readonly element: HTMLElement;
  /** After the view has changed by a key. */
  show(): void;
}

export function createViewChoice<Id extends string>(
  views: readonly NamedView<Id>[],
  current: () => Id,
  turnTo: (view: Id) => void,
): ViewChoice {
  const element = h('div', { class: 'viewer-choice' });
  let shown: Id | null = null;
  const show = () => {
    if (shown === current()) return;
    shown = current();
    const focused = element.contains(document.activeElement);
    element.replaceChildren(
      createSwitch(
        'View',
        views.map(({ id, label, title, key }) => ({ value: id, label, title: `${title} (${key})` })),
        shown,
        (next) => {
          shown = next;
          turnTo(next);
        },
      ),
    );
    if (focused) element.querySelector<HTMLInputElement>('input:checked')?.focus();
  };
  show();
  return { element, show };
}

export const createZoomButtons = (zoom: () => ViewerPart['zoom'] | null): HTMLElement =>
  h(
    'div',
    { class: 'zoom-buttons' },
    createIconButton('−', 'Zoom out (S or −)', () => zoom()?.by(1 / 2)),
    createIconButton('+', 'Zoom in (W or +)', () => zoom()?.by(2)),
    createIconButton('⤢', 'Show all', () => zoom()?.reset()),
  );
