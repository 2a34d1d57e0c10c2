/** Labels along a chart whose width is time, memory or samples. */
import { axisLabel as timeLabel } from './timeAxis.ts';

/** What a chart is as wide as. */
export type AxisUnit = 'micros' | 'bytes' | 'samples' | 'share';

/** With as many digits as the distance of two labels asks for. */
export function valueLabel(value: number, step: number, unit: AxisUnit): string {
  switch (unit) {
    case 'micros':
      return timeLabel(value, step);
    case 'bytes':
      return bytesLabel(value, step);
    case 'samples':
      return step >= 1 ? String(Math.round(value)) : value.toFixed(1);
    case 'share':
      return `${(value * 100).toFixed(step >= 0.01 ? 0 : 2)} %`;
  }
}

function bytesLabel(bytes: number, step: number): string {
  if (step >= 1e8) return `${(bytes / 1e9).toFixed(step >= 1e9 ? 0 : 1)} GB`;
  if (step >= 1e5) return `${(bytes / 1e6).toFixed(step >= 1e6 ? 0 : 1)} MB`;
  if (step >= 100) return `${(bytes / 1e3).toFixed(step >= 1e3 ? 0 : 1)} kB`;
  return `${Math.round(bytes)} B`;
}
