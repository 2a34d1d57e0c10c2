/** What stands in place of the flame graph of waits, and above it. */
import type { Report, WaitingNode } from '../../profiler/report.ts';
import type { WaitingRange } from '../flame/waitingInRange.ts';
import { formatMs, formatShare } from '../format.ts';

/** From here on there is something to explain when no operation was seen. */
const leastShareToExplain = 0.1;

/** Why there is nothing to draw; null when there is. */
export function emptyText({ waiting, verdict }: Pick<Report, 'waiting' | 'verdict'>): string | null {
  if (waiting && waiting.children.length > 0 && (waiting.idleMs > 0 || waiting.waitMs > 0)) return null;
  const share = formatShare(verdict.budget.wait);
  return verdict.budget.wait < leastShareToExplain
    ? `The event loop waited ${share} of the time; there is nothing to draw.`
    : `The event loop waited ${share} of the time, but no operation was seen that it waited for.`;
}

/** Which part of the run the graph shows; `part` is null where the report does not tell when was waited. */
export function rangeText(range: WaitingRange | null, part: Pick<WaitingNode, 'idleMs' | 'waitMs'> | null): string {
  if (range === null) return '';
  const stretch = `${formatMs(range.startMs)} to ${formatMs(range.endMs)}`;
  if (part === null)
    return `This is the whole run: the report does not tell when was waited, so ${stretch} cannot be shown alone.`;
  return part.idleMs > 0 || part.waitMs > 0
    ? `From ${stretch}. Counts are estimates; smaller waits are together in (other).`
    : `From ${stretch} nothing was waited for.`;
}
