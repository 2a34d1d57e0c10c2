/** Cells that the viewer's tables share. */
import type { Location } from '../../../profiler/report.ts';
import { h, type Child } from '../../dom.ts';
import type { FlameFrame } from '../../flame/sampledProfile.ts';
import { formatBytes, formatMsCell, formatShare } from '../../format.ts';
import { placeCell } from '../../table/cells.ts';
import { ownerOf } from '../describe.ts';
import type { WeightUnit } from '../model/index.ts';
import { formatSamples, shareOf } from '../weightText.ts';

const microsPerMs = 1000;
/** Below it a bar is a speck of dust. */
const leastShareWithBar = 0.01;
/** Deeper rows are not moved further to the right: stacks are a hundred deep, names would leave the column. */
const deepestIndent = 24;
const indentPx = 12;

export const createCell = (name: string, ...content: readonly Child[]): HTMLElement =>
  h('div', { class: `cell cell-${name}`, role: 'gridcell' }, ...content);

/** A weight, its share of the whole, and the share as a line below. */
export function weightCell(weight: number, whole: number, unit: WeightUnit): HTMLElement {
  const share = shareOf(weight, whole);
  const bar = share < leastShareWithBar ? null : h('span', { class: 'share-bar', 'aria-hidden': 'true' });
  if (bar) bar.style.width = `${Math.min(1, share) * 100}%`;
  return createCell(
    'time',
    bar,
    h('span', { class: 'ms' }, unit === 'micros' ? formatMsCell(weight / microsPerMs) : formatBytes(weight)),
    h('span', { class: 'share' }, formatShare(share)),
  );
}

export const countCell = (count: number): HTMLElement => createCell('number', formatSamples(count));

export interface NameOptions {
  readonly level: number;
  readonly isExpanded: boolean | null;
  /** The search looks for it. */
  readonly isMatch: boolean;
}

export function nameCellOf(name: string, frame: FlameFrame | null, options: NameOptions): HTMLElement {
  const { level, isExpanded, isMatch } = options;
  const twistie = isExpanded === null ? 'twistie none' : `twistie${isExpanded ? ' open' : ''}`;
  const indent = h('span', { class: 'indent', 'aria-hidden': 'true' });
  indent.style.width = `${Math.min(level - 1, deepestIndent) * indentPx}px`;
  return createCell(
    'name',
    level > 1 ? indent : null,
    h('span', { class: twistie, 'aria-hidden': 'true' }),
    frame && h('span', { class: `category-dot category-${dotOf(frame)}`, 'aria-hidden': 'true' }),
    h('span', { class: `function-name${isMatch ? ' match' : ''}`, title: name }, name),
  );
}

const dotOf = ({ role, category }: FlameFrame): string => (role === 'waiting' ? 'waiting' : category);

/** Where it is, or whose it is where no file is known. */
export const whereCell = (frame: FlameFrame | null, location: Location | null): HTMLElement =>
  createCell(
    'location',
    ...(location ? placeCell(location) : [h('span', { class: 'muted' }, frame ? ownerOf(frame) : '')]),
  );
