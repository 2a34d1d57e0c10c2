/** What the pointer is on. */
import { h } from '../dom.ts';

export interface FlameTooltip {
  readonly element: HTMLElement;
  show(content: readonly HTMLElement[], at: { x: number; y: number }): void;
  hide(): void;
}

const distancePx = 14;

/** A tooltip at a point of the chart that it is appended to. */
export function createTooltipAt(): FlameTooltip {
  const element = h('div', { class: 'flame-tooltip', role: 'tooltip', hidden: true });
  return {
    element,
    hide: () => (element.hidden = true),
    show: (content, { x, y }) => {
      element.replaceChildren(...content);
      element.hidden = false;
      const area = element.offsetParent;
      const right = (area?.clientWidth ?? 0) - element.offsetWidth;
      // To the other side of the pointer when there is no room.
      const left = x + distancePx > right ? x - distancePx - element.offsetWidth : x + distancePx;
      const below = y + distancePx + element.offsetHeight <= (area?.clientHeight ?? 0);
      element.style.left = `${Math.max(0, left)}px`;
      element.style.top = `${below ? y + distancePx : Math.max(0, y - distancePx - element.offsetHeight)}px`;
    },
  };
}
