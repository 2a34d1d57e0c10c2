/** Speed-ups as bars with their intervals, and a mark where nothing changes. Pure. */
import type { Interval } from '../../trialResult.ts';
import type { Look, Paint } from '../terminal.ts';

export interface Bar {
  readonly speedup: Interval;
  readonly isBaseline: boolean;
}

const signs = {
  unicode: { bar: '█', uncertain: '▓', range: '─', end: '┤', one: '┊', room: ' ' },
  ascii: { bar: '#', uncertain: '=', range: '-', end: '|', one: ':', room: ' ' },
} as const;

/**
 * One line a bar, `width` characters each, on a common scale that begins at 0. The bar ends at the measured value; its lighter
 * part begins at the lower end of the interval, and the line after it reaches to the upper one.
 */
export function speedupBars(bars: readonly Bar[], width: number, look: Look, paint: Paint): string[] {
  const sign = look.unicode ? signs.unicode : signs.ascii;
  const furthest = Math.max(1, ...bars.map(({ speedup }) => Math.min(speedup.high, 2 * speedup.expected)));
  const column = (value: number) => Math.min(width - 1, Math.max(0, Math.round((value / furthest) * (width - 1))));
  const one = column(1);
  return bars.map(({ speedup, isBaseline }) => {
    const [low, expected, high] = [column(speedup.low), column(speedup.expected), column(speedup.high)];
    const tone = isBaseline ? 'dim' : speedup.low > 1 ? 'green' : speedup.high < 1 ? 'red' : 'yellow';
    const characters = Array.from({ length: width }, (_, at) => {
      if (at === high && high > low) return sign.end;
      if (at > expected && at < high) return sign.range;
      if (at <= expected) return at < low || low === high ? sign.bar : sign.uncertain;
      return at === one ? sign.one : sign.room;
    });
    return paint(characters.join('').trimEnd(), tone);
  });
}
