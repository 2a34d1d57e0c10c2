/** What the pointer is on. */
import { h } from '../dom.ts';
import { formatMs, formatPlace } from '../format.ts';
import type { BoxDescription } from './describeBox.ts';
import type { Location } from '../../profiler/report.ts';

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

/** A call in a few lines. */
export function callTooltip(description: BoxDescription, location: Location | null): HTMLElement[] {
  const { frame, category, durationMs, selfMs, allSelf, allTotal } = description;
  return [
    h('p', { class: 'tooltip-name' }, frame.name),
    h('p', { class: 'tooltip-place' }, location ? `${formatPlace(location)} · ${category}` : category),
    h(
      'dl',
      {},
      h('dt', {}, 'This call'),
      h('dd', {}, `${formatMs(durationMs)}, self ${formatMs(selfMs)}`),
      h('dt', {}, 'All calls, self'),
      h('dd', {}, allSelf),
      h('dt', {}, 'All calls, total'),
      h('dd', {}, allTotal),
    ),
  ];
}
