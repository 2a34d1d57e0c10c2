/** A box in words and numbers, for the tooltip, the line below the chart and screen readers. */
import { formatMs, formatShare } from '../format.ts';
import { categoryText } from '../views/words.ts';
import { selfTicksOfBox, type FlameModel } from './flameModel.ts';
import type { FocusedBox } from './moveFocus.ts';
import type { FlameFrame } from './sampledProfile.ts';

export interface BoxDescription {
  readonly frame: FlameFrame;
  readonly category: string;
  /** This box. */
  readonly startMs: number;
  readonly durationMs: number;
  readonly selfMs: number;
  /** All boxes of this function. */
  readonly allSelf: string;
  readonly allTotal: string;
}

export function describeBox(model: FlameModel, { row, box }: FocusedBox): BoxDescription | null {
  const index = model.intervals.frame[box] ?? -1;
  const frame = model.frames[index];
  if (!frame) return null;
  const toMs = (ticks: number) => (ticks * model.tickMicros) / 1000;
  const start = model.intervals.start[box] ?? 0;
  const withShare = (micros: number) =>
    `${formatMs(micros / 1000)} (${formatShare(model.durationMicros > 0 ? micros / model.durationMicros : 0)})`;
  return {
    frame,
    category: frame.packageName ?? categoryText[frame.category],
    startMs: toMs(start),
    durationMs: toMs((model.intervals.end[box] ?? 0) - start),
    selfMs: toMs(selfTicksOfBox(model.intervals, row, box)),
    allSelf: withShare(model.selfMicros[index] ?? 0),
    allTotal: withShare(model.totalMicros[index] ?? 0),
  };
}
