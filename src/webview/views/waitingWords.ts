/** What stands in place of the flame graph of waits. */
import type { Report } from '../../profiler/report.ts';
import { formatShare } from '../format.ts';

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
