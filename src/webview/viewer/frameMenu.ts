/** The menu of a function: by right click, or by the keyboard's menu key. */
import { h } from '../dom.ts';
import type { Point } from '../flame/flameChart.ts';
import type { Chosen } from './chosen.ts';
import type { FrameAction } from './frameActions.ts';

export interface FrameMenu {
  readonly element: HTMLElement;
  /** At a point of the anchor. */
  open(chosen: Chosen, anchor: HTMLElement, at: Point): void;
}

/** Of the window, that the menu keeps from its edges. */
const marginPx = 4;

export function createFrameMenu(actionsOf: (chosen: Chosen) => readonly (readonly FrameAction[])[]): FrameMenu {
  const element = h('div', { class: 'frame-menu', role: 'menu', hidden: true });
  let cameFrom: HTMLElement | null = null;
  const items = () => [...element.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const close = (giveFocusBack: boolean) => {
    if (element.hidden) return;
    element.hidden = true;
    if (giveFocusBack) cameFrom?.focus({ preventScroll: true });
  };
  const item = (label: string, act: () => void) => {
    const button = h('button', { type: 'button', role: 'menuitem', tabindex: -1 }, label);
    button.addEventListener('click', () => {
      close(true);
      act();
    });
    return button;
  };
  const move = (by: number) => {
    const all = items();
    const at = all.findIndex((one) => one === document.activeElement);
    all[(at + by + all.length) % all.length]?.focus();
  };
  element.addEventListener('keydown', (event) => {
    const keys: Record<string, () => void> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Home: () => items()[0]?.focus(),
      End: () => items().at(-1)?.focus(),
      Escape: () => close(true),
      Tab: () => close(true),
    };
    const act = keys[event.key];
    event.stopPropagation();
    if (!act) return;
    event.preventDefault();
    act();
  });
  element.addEventListener('focusout', (event) => {
    if (!(event.relatedTarget instanceof Node) || !element.contains(event.relatedTarget)) close(false);
  });
  element.addEventListener('contextmenu', (event) => event.preventDefault());
  return {
    element,
    open: (chosen, anchor, { x, y }) => {
      cameFrom = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      element.replaceChildren(
        ...actionsOf(chosen).flatMap((group, at) => [
          ...(at === 0 ? [] : [h('div', { class: 'menu-line', role: 'separator' })]),
          ...group.map(({ label, act }) => item(label, act)),
        ]),
      );
      element.setAttribute('aria-label', `What to do with ${chosen.frame.name}`);
      element.hidden = false;
      const area = anchor.getBoundingClientRect();
      const within = (wanted: number, size: number, room: number) =>
        Math.max(marginPx, Math.min(wanted, room - size - marginPx));
      element.style.left = `${within(area.left + x, element.offsetWidth, window.innerWidth)}px`;
      element.style.top = `${within(area.top + y, element.offsetHeight, window.innerHeight)}px`;
      items()[0]?.focus({ preventScroll: true });
    },
  };
}
