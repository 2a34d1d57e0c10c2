/** Numbers in sentences. */
import type { Speedup } from '../comparison.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;

export function duration(ms: number): string {
  if (ms < 9.95) return `${ms.toFixed(1)} ms`;
  if (ms < secondMs - 0.5) return `${ms.toFixed(0)} ms`;
  if (ms < minuteMs - 5) return `${(ms / secondMs).toFixed(2)} s`;
  const seconds = Math.round(ms / secondMs);
  return `${Math.trunc(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** Two digits below 10, because 1.04 and 1.4 are different answers. */
export const factor = (value: number): string => `${value < 9.95 ? trimmed(value.toFixed(2)) : value.toFixed(0)}×`;

/** `1.20` reads as more exact than `1.2`, and is not. */
const trimmed = (text: string): string => text.replace(/0$/, '');

export const range = ({ low, high }: Pick<Speedup, 'low' | 'high'>): string => `${factor(low)} to ${factor(high)}`;
