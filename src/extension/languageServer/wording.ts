/** Numbers and names as a reader meets them in lenses, hovers and lists. Pure. */
import type { BoundClass } from '../../profiler/report.ts';

const millisPerSecond = 1000;
const millisPerMinute = 60 * millisPerSecond;

/** "0 ms", "0.4 ms", "120 ms", "3.2 s", "2 min 5 s". */
export function duration(ms: number): string {
  // Limits are those of the rounded text, so that 9.97 reads "10 ms" and 999.7 reads "1.0 s".
  if (ms < 0.05) return '0 ms';
  if (ms < 9.95) return `${ms.toFixed(1)} ms`;
  if (ms < millisPerSecond - 0.5) return `${Math.round(ms)} ms`;
  if (ms < millisPerMinute - 50) return `${(ms / millisPerSecond).toFixed(1)} s`;
  const seconds = Math.round(ms / millisPerSecond);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** "42 %"; small shares keep a digit. */
export function percent(share: number): string {
  const value = share * 100;
  return value > 0 && value < 9.95 ? `${value.toFixed(1)} %` : `${Math.round(value)} %`;
}

export function className(boundClass: BoundClass): string {
  switch (boundClass) {
    case 'cpu-bound':
      return 'CPU-bound';
    case 'io-bound':
      return 'I/O-bound';
    case 'mixed':
      return 'Mixed';
    case 'insufficient-data':
      return 'Not enough data';
  }
}
