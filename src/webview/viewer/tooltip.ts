/** What a tooltip of the viewer says. */
import { h } from '../dom.ts';
import type { Description } from './describe.ts';

export const tooltipContent = ({ frame, place, owner, facts, why }: Description): HTMLElement[] => [
  h('p', { class: 'tooltip-name' }, frame.name),
  h('p', { class: 'tooltip-place' }, place === '' ? owner : `${place} · ${owner}`),
  h('dl', {}, ...facts.flatMap(([label, value]) => [h('dt', {}, label), h('dd', {}, value)])),
  ...(why === null ? [] : [h('p', { class: 'tooltip-why' }, why)]),
];
