/** Headers of the columns that the viewer's tables have in common. */
import { h } from '../../dom.ts';
import { countedNoun } from '../weightText.ts';
import type { WeightUnit } from '../model/index.ts';
import type { WeightColumn } from '../viewerView.ts';

export interface WeightHeader {
  readonly key: WeightColumn | 'location';
  readonly name: string;
  readonly title: string;
  readonly hint: string;
}

export function weightHeaders(
  title: string,
  unit: WeightUnit,
  columns: readonly Exclude<WeightColumn, 'name'>[],
): WeightHeader[] {
  // Bytes come with their unit, because they go from bytes to gigabytes.
  const what = unit === 'micros' ? ' (ms)' : '';
  const counted = countedNoun[unit];
  const known: Readonly<Record<Exclude<WeightColumn, 'name'>, WeightHeader>> = {
    self: { key: 'self', name: 'time', title: `Self${what}`, hint: 'Its own, without what it calls' },
    total: { key: 'total', name: 'time', title: `Total${what}`, hint: 'With all that it calls, each stack once' },
    count: {
      key: 'count',
      name: 'number',
      title: counted.charAt(0).toUpperCase() + counted.slice(1),
      hint: `Number of ${counted} at the top of the stack`,
    },
  };
  return [
    { key: 'name', name: 'name', title, hint: 'Sort by name' },
    ...columns.map((column) => known[column]),
    { key: 'location', name: 'location', title: 'Where', hint: 'File and line' },
  ];
}

/** A header that sorts nothing. */
export const createPlainHeader = ({ name, title, hint }: WeightHeader): HTMLElement =>
  h(
    'div',
    { class: `cell cell-${name} plain-header`, role: 'columnheader', title: hint },
    h('span', { class: 'header-title' }, title),
  );
