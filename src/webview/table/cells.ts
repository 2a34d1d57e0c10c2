/** Cells that several tables have. */
import type { Location } from '../../profiler/report.ts';
import { h, type Child } from '../dom.ts';
import { formatFullPlace, formatMsCell, formatPlace, formatShare } from '../format.ts';
import { createPlaceText } from '../views/place.ts';

/** Below it a bar is a speck of dust. */
const leastShareWithBar = 0.01;

/** Milliseconds, their share, and the share as a line below them. */
export function timeCell(ms: number, share: number): Child[] {
  const bar = share < leastShareWithBar ? null : h('span', { class: 'share-bar', 'aria-hidden': 'true' });
  if (bar) bar.style.width = `${Math.min(1, Math.max(0, share)) * 100}%`;
  return [bar, ...plainTimeCell(ms, share)];
}

export const plainTimeCell = (ms: number, share: number): Child[] => [
  h('span', { class: 'ms' }, formatMsCell(ms)),
  h('span', { class: 'share' }, formatShare(share)),
];

export const placeCell = (location: Location | null): Child[] =>
  location
    ? [h('span', { class: 'cell-place', title: formatFullPlace(location) }, createPlaceText(location))]
    : [h('span', { class: 'muted' }, '–')];

/** What a column of places is sorted by: those without one come last. */
export const placeOrder = (location: Location | null): string => (location ? formatPlace(location) : '\uffff');

export const nameCell = (name: string): HTMLElement => h('span', { class: 'function-name', title: name }, name);
