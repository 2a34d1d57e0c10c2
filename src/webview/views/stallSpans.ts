/** Stalls as spans on the charts over time. */
import type { Stall } from '../../profiler/report.ts';
import type { Spans } from '../charts/spans.ts';
import { formatMs } from '../format.ts';

export const stallSpans = (stalls: readonly Stall[], showInFlame: (stall: Stall) => void): Spans | undefined =>
  stalls.length === 0
    ? undefined
    : {
        label: 'Event loop stalls',
        colour: '--vscode-errorForeground',
        items: stalls.map((stall) => ({
          startMs: stall.startMs,
          endMs: stall.startMs + stall.durationMs,
          text: `Stall of ${formatMs(stall.durationMs)}: ${stall.name || '(anonymous)'}`,
        })),
        chosen: (index) => {
          const stall = stalls[index];
          if (stall) showInFlame(stall);
        },
      };
