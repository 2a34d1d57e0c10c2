/** The lanes in words: what the tooltip and the live sentence say. */
import { h } from '../../dom.ts';
import { formatMs, formatShare } from '../../format.ts';
import type { Budget } from '../../../profiler/report.ts';
import type { Lane, LaneColour, LaneMark, TimeSpan } from './lane.ts';
import { cssColour } from './lanesTheme.ts';
import type { ActivityPart, LanesInput } from './lanesInput.ts';
import { activityAt, type ThreadRow } from './threadRow.ts';

export const rangeInWords = ({ startMs, endMs }: TimeSpan): string =>
  `${formatMs(startMs)} to ${formatMs(endMs)} (${formatMs(endMs - startMs)})`;

export const threadTitle = ({ name, kind }: ThreadRow): string =>
  kind === '' ? name : `${name}, ${kind.toLowerCase()}`;

export const partsInWords = (budget: Budget, parts: readonly ActivityPart[]): string =>
  parts.map(({ key, label }) => `${label.toLowerCase()} ${formatShare(budget[key])}`).join(', ');

/** What a thread did at a moment, or why that is not known. */
export function activityInWords(row: ThreadRow, atMs: number, parts: readonly ActivityPart[]): string {
  const activity = activityAt(row, atMs);
  if (activity) return partsInWords(activity, parts);
  if (atMs < row.startMs) return `not started yet (starts at ${formatMs(row.startMs)})`;
  if (atMs <= row.endMs) return 'not sampled';
  return row.isCut
    ? `killed at ${formatMs(row.endMs)}; what it did in its last second may be missing`
    : `ended at ${formatMs(row.endMs)}`;
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

/** Below it a part is not worth a line. */
const leastShare = 0.005;
/** Operations come in up to 14 kinds; the table has them all. */
const mostNamed = 6;

/** Everything at one moment: the row under the pointer in detail, the others in a line each. */
export function momentTooltip(
  atMs: number,
  under: ThreadRow | Lane | null,
  { rows, lanes, parts }: Pick<LanesInput, 'rows' | 'lanes' | 'parts'>,
  mark: LaneMark | null,
): HTMLElement[] {
  const row = under && 'recorded' in under ? under : null;
  return [
    h('p', { class: 'tooltip-name' }, formatMs(atMs)),
    ...(row ? [h('p', { class: 'tooltip-place' }, threadTitle(row))] : []),
    ...(mark ? [h('p', {}, mark.text)] : []),
    ...(row && activityAt(row, atMs) === null ? [h('p', {}, activityInWords(row, atMs, parts))] : []),
    h(
      'dl',
      {},
      ...(row ? activityEntries(row, atMs, parts) : []),
      ...(row === null || rows.length > 1 ? entry('Threads', threadsInWords(rows, atMs, parts)) : []),
      ...lanes.flatMap((lane) => (lane === under ? detailEntries(lane, atMs) : briefEntry(lane, atMs))),
    ),
  ];
}

function activityEntries(row: ThreadRow, atMs: number, parts: readonly ActivityPart[]): HTMLElement[] {
  const activity = activityAt(row, atMs);
  if (activity === null) return [];
  return parts
    .filter(({ key }) => activity[key] >= leastShare)
    .flatMap(({ key, label }) => entry(label, formatShare(activity[key]), { token: `--part-${key}` }));
}

function briefEntry(lane: Lane, atMs: number): HTMLElement[] {
  const text = lane.briefAt(atMs);
  return text === '' ? [] : entry(lane.name, text);
}

function detailEntries(lane: Lane, atMs: number): HTMLElement[] {
  const values = lane.valuesAt(atMs).slice(0, mostNamed);
  if (values.length === 0) return [];
  return [
    h('dt', { class: 'lane-heading' }, lane.name),
    h('dd', { class: 'lane-heading' }),
    ...values.flatMap(({ label, text, colour }) => entry(label, text, colour)),
  ];
}

const entry = (label: string, text: string, colour?: LaneColour): HTMLElement[] => [
  h('dt', {}, colour ? swatch(colour) : null, label),
  h('dd', {}, text),
];

/** `2 computing, 3 waiting`: by what each did most. */
function threadsInWords(rows: readonly ThreadRow[], atMs: number, parts: readonly ActivityPart[]): string {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const activity = activityAt(row, atMs);
    if (!activity) continue;
    const part = parts.reduce((most, one) => (activity[one.key] > activity[most.key] ? one : most));
    counts.set(part.label, (counts.get(part.label) ?? 0) + 1);
  }
  return [...counts].map(([label, count]) => `${count} ${label.toLowerCase()}`).join(', ') || 'none';
}
