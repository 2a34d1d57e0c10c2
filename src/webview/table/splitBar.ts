/** Computing, blocked and waiting of a task as one thin bar in the colours of the time budget. */
import { h } from '../dom.ts';
import { formatMs } from '../format.ts';

export interface SplitTimes {
  readonly cpuMs: number;
  readonly blockedMs: number;
  readonly waitMs: number;
}

const parts = [
  { key: 'cpuMs', part: 'cpu', label: 'computing' },
  { key: 'blockedMs', part: 'blocked', label: 'blocked' },
  { key: 'waitMs', part: 'wait', label: 'waiting' },
] as const satisfies readonly { key: keyof SplitTimes; part: string; label: string }[];

export function createSplitBar(times: SplitTimes): HTMLElement {
  const present = parts.filter(({ key }) => times[key] > 0);
  const words = present.map(({ key, label }) => `${label} ${formatMs(times[key])}`).join(', ') || 'no time';
  return h(
    'span',
    { class: 'budget-bar split-bar', role: 'img', 'aria-label': words, title: words },
    ...present.map(({ key, part }) => {
      const piece = h('span', { class: `part-${part}` });
      piece.style.flexGrow = String(times[key]);
      return piece;
    }),
  );
}
