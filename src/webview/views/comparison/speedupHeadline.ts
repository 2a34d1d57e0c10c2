/** The answer of a comparison in a few words. */
import type { Comparison, Speedup } from '../../../profiler/comparison.ts';
import { formatSpeedupFine } from '../../format.ts';

export interface Headline {
  readonly tone: 'better' | 'worse' | 'even';
  readonly title: string;
  /** The interval, and what it is of. */
  readonly note: string;
}

export function speedupHeadline({ speedup, differs = [] }: Pick<Comparison, 'speedup' | 'differs'>): Headline {
  if (differs.includes('program')) return { tone: 'even', title: 'Different programs', note: '' };
  const headline = headlineOf(speedup);
  // The number stands, but speaks of more than the code: it is neither good nor bad news.
  return differs.length > 0 ? { ...headline, tone: 'even' } : headline;
}

function headlineOf(speedup: Speedup | null): Headline {
  if (speedup === null) return { tone: 'even', title: 'Speed-up unknown', note: '' };
  const { value, low, high, of, isSignificant } = speedup;
  const basis = of === 'wall' ? 'by wall time' : 'by requests a second';
  const range = (from: number, to: number) => `${formatSpeedupFine(from)} to ${formatSpeedupFine(to)} ${basis}`;
  if (!isSignificant)
    return {
      tone: 'even',
      title: 'No difference beyond the noise',
      note: `${formatSpeedupFine(value)}, ${range(low, high)}`,
    };
  if (value > 1) return { tone: 'better', title: `${formatSpeedupFine(value)} as fast`, note: range(low, high) };
  return of === 'wall'
    ? { tone: 'worse', title: `Takes ${formatSpeedupFine(1 / value)} as long`, note: range(1 / high, 1 / low) }
    : { tone: 'worse', title: `${formatSpeedupFine(value)} as fast`, note: range(low, high) };
}
