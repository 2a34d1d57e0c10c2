import type { EventRecord } from '../../capture/format/capture.ts';
import type { MemoryPoint } from '../../report.ts';

/** More points than pixels on any screen help nobody, and each costs memory in the panel. */
const mostPoints = 2000;

/** Memory of the main process over time, thinned without losing a peak of heap, external memory or RSS. */
export function readMemory(events: readonly EventRecord[], runStartMicros: number): MemoryPoint[] {
  const points: MemoryPoint[] = [];
  for (const event of events) {
    if (event.k !== 'mem') continue;
    const { t, rss, heapUsed, external, arrayBuffers } = event;
    points.push({ atMs: (t - runStartMicros) / 1000, heapUsed, external, arrayBuffers, rss });
  }
  return points.sort((a, b) => a.atMs - b.atMs);
}

const peakFields = ['heapUsed', 'external', 'rss'] as const;

/** In each stretch keeps its first point and the highest of each field. */
export function thinOut(points: readonly MemoryPoint[], limit = mostPoints): MemoryPoint[] {
  if (points.length <= limit) return [...points];
  const keptOfStretch = peakFields.length + 1;
  const stretches = Math.floor(limit / keptOfStretch);
  const kept = new Set<number>();
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = Math.floor((stretch * points.length) / stretches);
    const to = Math.floor(((stretch + 1) * points.length) / stretches);
    kept.add(from);
    for (const field of peakFields) {
      let highest = from;
      for (let i = from; i < to; i++) {
        if ((points[i] as MemoryPoint)[field] > (points[highest] as MemoryPoint)[field]) highest = i;
      }
      kept.add(highest);
    }
  }
  return [...kept].sort((a, b) => a - b).map((i) => points[i] as MemoryPoint);
}

export const peakOf = (points: readonly MemoryPoint[], field: 'heapUsed' | 'external' | 'rss'): number =>
  points.reduce((highest, point) => Math.max(highest, point[field]), 0);
