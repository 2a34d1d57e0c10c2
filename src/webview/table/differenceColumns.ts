/** Columns of a comparison: before, after, difference, noise; for functions, tasks and allocation sites alike. */
import type { Difference, Presence } from '../../profiler/comparison.ts';
import type { FrameCategory, Location } from '../../profiler/report.ts';
import { h, type Child } from '../dom.ts';
import { formatMsCell } from '../format.ts';
import { nameCell, placeCell, placeOrder } from './cells.ts';
import type { Column } from './dataTable.ts';

/** Where `differenceColumns` find what they show. */
export interface DifferenceTexts<T> {
  /** Of a column of times: `Self, ms`. */
  readonly unit: string;
  readonly of: (row: T) => Difference | null;
  readonly format: (value: number) => string;
  readonly wish: Wish;
}

export interface NamedRow {
  readonly name: string;
  readonly location: Location | null;
  readonly presence?: Presence;
  readonly category?: FrameCategory;
}

export function formatDelta(delta: number, format: (value: number) => string): string {
  const size = format(Math.abs(delta));
  // "Less than 0.01" of either sign is as good as nothing, and a sign in front of it cannot be read.
  const sign = delta === 0 || size.startsWith('<') ? '' : delta > 0 ? '+' : '−';
  return `${sign}${size}`;
}

const none = (): Child[] => [h('span', { class: 'muted' }, '–')];

const presenceMark: Readonly<Record<Presence, { text: string; hint: string } | null>> = {
  both: null,
  moved: { text: 'moved', hint: 'Stood in another file before' },
  'before-only': { text: 'gone', hint: 'Not seen in the later run' },
  'after-only': { text: 'new', hint: 'Not seen in the earlier run' },
};

export function differenceColumns<T extends NamedRow>({ unit, of, format, wish }: DifferenceTexts<T>): Column<T>[] {
  const number = (key: string, title: string, hint: string, side: 'before' | 'after'): Column<T> => ({
    key,
    name: `number cell-${key}`,
    title,
    hint,
    order: (row) => of(row)?.[side] ?? -1,
    cell: (row) => {
      const found = of(row);
      return found ? [format(found[side])] : none();
    },
  });
  return [
    {
      key: 'name',
      name: 'name',
      title: 'Name',
      hint: 'Name of the function, task or allocation site',
      order: (row) => row.name,
      cell: (row) => {
        const mark = presenceMark[row.presence ?? 'both'];
        return [
          row.category ? h('span', { class: `category-dot category-${row.category}`, 'aria-hidden': 'true' }) : null,
          nameCell(row.name || '(anonymous)'),
          mark && h('span', { class: 'presence', title: mark.hint }, mark.text),
        ];
      },
    },
    number('before', `Before${unit}`, 'In the earlier run', 'before'),
    number('after', `After${unit}`, 'In the later run', 'after'),
    {
      key: 'delta',
      name: 'number cell-delta',
      title: 'Difference',
      hint: 'Beyond the noise first; then the largest',
      order: (row) => deltaOrder(of(row)),
      cell: (row) => {
        const found = of(row);
        return found ? [createDelta(found, format, wish)] : none();
      },
    },
    {
      key: 'noise',
      name: 'number cell-noise',
      title: 'Noise',
      hint: 'Half width of the 95 % interval: what two runs of an unchanged program may differ by',
      order: (row) => of(row)?.noise ?? -1,
      cell: (row) => {
        const found = of(row);
        return found ? [h('span', { class: 'muted' }, `± ${format(found.noise)}`)] : none();
      },
    },
    {
      key: 'location',
      name: 'location',
      title: 'Location',
      hint: 'File and line in the later run; in the earlier one where it is gone',
      order: (row) => placeOrder(row.location),
      cell: (row) => placeCell(row.location),
    },
  ];
}

/** Larger than any time in ms or size in bytes that a run has, so that certain differences stand above the others. */
const beyondNoise = 1e18;
const deltaOrder = (found: Difference | null): number =>
  found === null ? -1 : Math.abs(found.delta) + (found.isSignificant ? beyondNoise : 0);

/** What is wished for; `neither` where time only went elsewhere. */
export type Wish = 'less' | 'more' | 'neither';

/** Within the noise it says so, and the number is quiet. */
export function createDelta(
  { delta, isSignificant }: Difference,
  format: (value: number) => string,
  wish: Wish,
): HTMLElement {
  const text = formatDelta(delta, format);
  if (!isSignificant)
    return h('span', { class: 'delta within', title: `${text}, within the noise` }, h('span', {}, 'noise'), ` ${text}`);
  const tone = wish === 'neither' ? '' : delta < 0 === (wish === 'less') ? 'better' : 'worse';
  return h('span', { class: `delta ${tone}` }, text);
}

export const msTexts = { unit: ', ms', format: formatMsCell, wish: 'less' } as const;
