/** The Universal Scalability Law as a curve; see `ScalingFit`. */
import type { ScalingFit } from '../../profiler/trialResult.ts';

/** Calls a second at a size. */
export const throughputAt = ({ alpha, beta, gamma }: ScalingFit, size: number): number =>
  (gamma * size) / (1 + alpha * (size - 1) + beta * size * (size - 1));

export interface Point {
  readonly size: number;
  readonly callsPerSecond: number;
}

/** Enough for a line without corners at the width of the panel. */
const steps = 60;

/** From one to somewhat beyond the largest size that was measured: what lies further was not tried. */
export function scalingCurve(fit: ScalingFit): Point[] {
  const largest = Math.max(1, ...fit.points.map(({ size }) => size));
  return Array.from({ length: steps + 1 }, (_, at) => {
    const size = 1 + (at / steps) * (largest - 1);
    return { size, callsPerSecond: throughputAt(fit, size) };
  });
}
