/** The four cells that every row of a comparison has. */
import type { Difference } from '../../comparison.ts';
import type { ColumnSpec } from '../layout.ts';
import { bytes, count, duration, percent, signed } from '../quantities.ts';

export type Unit = 'ms' | 'bytes' | 'share' | 'count' | 'per-second';

export const differenceColumns: readonly ColumnSpec[] = [
  { title: 'before', align: 'right', rank: 2 },
  { title: 'after', align: 'right', rank: 0 },
  { title: 'difference', align: 'right' },
  { title: 'noise', align: 'right', rank: 3, tone: 'dim' },
];

/** Within the noise the difference says so: a number there would be read as one. */
export function differenceCells({ before, after, delta, noise, isSignificant }: Difference, unit: Unit): string[] {
  const shown = show(unit);
  return [
    before === 0 ? '0' : shown(before),
    after === 0 ? '0' : shown(after),
    isSignificant ? signed(delta, shown) : 'within',
    `±${noise === 0 ? '0' : shown(noise)}`,
  ];
}

function show(unit: Unit): (value: number) => string {
  switch (unit) {
    case 'ms':
      return duration;
    case 'bytes':
      return bytes;
    case 'share':
      return percent;
    case 'count':
      return count;
    case 'per-second':
      return (value) => (value < 99.95 ? value.toFixed(1) : count(value));
  }
}
