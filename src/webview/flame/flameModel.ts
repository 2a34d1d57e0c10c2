/** All that the chart draws of one thread, as plain columns that travel from the worker without a copy. */
import { buildIntervals, frameTimes, type FlameIntervals } from './intervals.ts';
import type { FlameFrame, SampledProfile } from './sampledProfile.ts';
import { stackChanges } from './stackChanges.ts';

export interface FlameModel {
  readonly frames: readonly FlameFrame[];
  readonly intervals: FlameIntervals;
  /** Frame → microseconds over the whole recording. */
  readonly selfMicros: Float64Array;
  readonly totalMicros: Float64Array;
  readonly tickMicros: number;
  readonly durationMicros: number;
  readonly sampleCount: number;
}

/** What the drawing needs: boxes, and what a tick is worth. */
export type DrawnModel = Pick<FlameModel, 'intervals' | 'tickMicros' | 'durationMicros'>;

export function buildFlameModel(profile: SampledProfile): FlameModel {
  const changes = stackChanges(profile);
  const { selfTicks, totalTicks } = frameTimes(changes, profile.frames.length);
  const toMicros = (ticks: number) => ticks * changes.tickMicros;
  return {
    frames: profile.frames,
    intervals: buildIntervals(changes),
    selfMicros: selfTicks.map(toMicros),
    totalMicros: totalTicks.map(toMicros),
    tickMicros: changes.tickMicros,
    durationMicros: profile.durationMicros,
    sampleCount: profile.nodeOfSample.length,
  };
}

export function transferables(model: FlameModel): ArrayBuffer[] {
  const { intervals, selfMicros, totalMicros } = model;
  return [intervals.rowStart, intervals.start, intervals.end, intervals.frame, selfMicros, totalMicros].map(
    (column) => column.buffer as ArrayBuffer,
  );
}

export const rowsOf = (intervals: FlameIntervals): number => intervals.rowStart.length - 1;

/** Time of one box in which none of its callees ran. */
export function selfTicksOfBox({ start, end, rowStart }: FlameIntervals, row: number, box: number): number {
  const from = start[box] ?? 0;
  const to = end[box] ?? 0;
  let self = to - from;
  if (row + 2 >= rowStart.length) return self;
  const last = rowStart[row + 2] ?? 0;
  let callee = firstStartingAt(start, rowStart[row + 1] ?? 0, last, from);
  for (; callee < last && (start[callee] ?? 0) < to; callee++) self -= (end[callee] ?? 0) - (start[callee] ?? 0);
  return self;
}

/** First index in [low, high) that starts at the tick or later. */
export function firstStartingAt(start: Uint32Array, low: number, high: number, tick: number): number {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((start[middle] ?? 0) < tick) low = middle + 1;
    else high = middle;
  }
  return low;
}
