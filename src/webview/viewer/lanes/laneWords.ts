/** The lanes in words: what the tooltip and the live sentence say. */
import type { Budget } from '../../../profiler/report.ts';
import { h } from '../../dom.ts';
import { formatMs, formatShare } from '../../format.ts';
import { budgetInWords, budgetParts } from '../../views/budgetBar.ts';
import type { Lane, LaneColour, LaneMark, TimeSpan } from './lane.ts';
import { cssColour } from './lanesTheme.ts';
import { activityAt, type ThreadRow } from './threadRows.ts';

export const rangeInWords = ({ startMs, endMs }: TimeSpan): string =>
  `${formatMs(startMs)} to ${formatMs(endMs)} (${formatMs(endMs - startMs)})`;

export const threadTitle = ({ thread, kind }: ThreadRow): string =>
  thread.kind === 'main' ? `${thread.name}, main thread` : `${thread.name}, ${kind.toLowerCase()}`;

/** What a thread did at a moment, or why that is not known. */
export function activityInWords(row: ThreadRow, atMs: number): string {
  const activity = activityAt(row, atMs);
  if (activity) return budgetInWords(activity);
  if (atMs < row.thread.startMs) return `not started yet (starts at ${formatMs(row.thread.startMs)})`;
  return atMs > row.endMs ? `ended at ${formatMs(row.endMs)}` : 'not sampled';
}

export function laneInWords(lane: Lane, atMs: number, mark: LaneMark | null): string {
  const values = lane.valuesAt(atMs).map(({ label, text }) => `${label} ${text}`);
  return (
    [...values, ...(mark && !values.some((value) => value.includes(mark.text)) ? [mark.text] : [])].join(', ') ||
    'nothing'
  );
}

export const swatch = (colour: LaneColour): HTMLElement => {
  const element = h('span', { class: 'swatch', 'aria-hidden': 'true' });
  element.style.setProperty('--swatch', cssColour(colour));
  return element;
};

const partColour = (part: keyof Budget): LaneColour => ({ token: `--part-${part}` });

/** Below it a part is not worth a line. */
const leastShare = 0.005;
/** A run can have hundreds; those after the first are counted. */
const mostNamed = 4;

/** Everything at one moment: the row under the pointer first. */
export function momentTooltip(
  atMs: number,
  row: ThreadRow | null,
  rows: readonly ThreadRow[],
  lanes: readonly Lane[],
  mark: LaneMark | null,
): HTMLElement[] {
  const activity = row && activityAt(row, atMs);
  return [
    h('p', { class: 'tooltip-name' }, formatMs(atMs)),
    mark && h('p', {}, mark.text),
    row && h('p', { class: 'tooltip-place' }, threadTitle(row)),
    row && activity === null && h('p', {}, activityInWords(row, atMs)),
    h(
      'dl',
      {},
      ...(activity
        ? budgetParts
            .filter(({ key }) => activity[key] >= leastShare)
            .flatMap(({ key, label }) => entry(label, formatShare(activity[key]), partColour(key)))
        : []),
      ...(row === null || rows.length > 1 ? entry('Threads', threadsInWords(rows, atMs)) : []),
      ...lanes.flatMap((lane) => laneEntries(lane, atMs)),
    ),
  ].filter((element) => element instanceof HTMLElement);
}

const entry = (label: string, text: string, colour?: LaneColour): HTMLElement[] => [
  h('dt', {}, colour ? swatch(colour) : null, label),
  h('dd', {}, text),
];

function laneEntries(lane: Lane, atMs: number): HTMLElement[] {
  const values = lane.valuesAt(atMs).filter(({ text }) => !isNothing(text));
  if (values.length === 0) return [];
  const named = values.slice(0, mostNamed).flatMap(({ label, text, colour }) => entry(label, text, colour));
  return [h('dt', { class: 'lane-heading' }, lane.name), h('dd', { class: 'lane-heading' }), ...named];
}

const isNothing = (text: string): boolean => /^0(\.0+)?( cores| B)?$/.test(text);

/** `2 computing, 3 waiting`: by what each did most. */
function threadsInWords(rows: readonly ThreadRow[], atMs: number): string {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const activity = activityAt(row, atMs);
    if (!activity) continue;
    const part = budgetParts.reduce((most, one) => (activity[one.key] > activity[most.key] ? one : most));
    counts.set(part.label, (counts.get(part.label) ?? 0) + 1);
  }
  return [...counts].map(([label, count]) => `${count} ${label.toLowerCase()}`).join(', ') || 'none';
}
