/** How hot each line of a file is, as a share of the whole run. Pure. */
import type { Report } from '../../profiler/report.ts';
import { sampledMs, type FileAnnotations } from './annotationIndex.ts';
import type { HeatLevel, HeatLine } from './messages.ts';
import { duration, percent } from './wording.ts';

/** As for lenses: below half a per cent of the run a line decides nothing. */
export const leastHeatShare = 0.005;
/** The count of samples varies by its root: with fewer than four, by half and more. */
const leastSamples = 4;
/** What V8 samples by, where the run was too short to tell the interval that came of it. */
const usualIntervalMs = 1;

/** A program without a `medium` line is 5 % faster at most; without a `high` one, by a quarter and more. */
const leastShareOf: Record<Exclude<HeatLevel, 'low'>, number> = { medium: 0.05, high: 0.2 };

/** By line. `lineCount`: of the text; ticks of code that was inlined from a longer file may lie behind its end. */
export function heatOf(annotations: FileAnnotations, report: Report, lineCount: number): HeatLine[] {
  const wholeMs = sampledMs(report);
  if (!(wholeMs > 0)) return [];
  const leastMs = leastSamples * (report.sampling.cpuIntervalObservedMs ?? usualIntervalMs);
  const lines: HeatLine[] = [];
  for (const [line, selfMs] of annotations.lineSelfMs) {
    const share = selfMs / wholeMs;
    if (line < 1 || line > lineCount || selfMs < leastMs || share < leastHeatShare) continue;
    lines.push({ line, level: heatLevel(share), text: `${percent(share)} · ${duration(selfMs)}` });
  }
  return lines.sort((one, other) => one.line - other.line);
}

/** Of a share of the whole run. */
export function heatLevel(share: number): HeatLevel {
  if (share >= leastShareOf.high) return 'high';
  return share >= leastShareOf.medium ? 'medium' : 'low';
}
