/** The lanes as a table: for those who do not see the picture, and for those who want the numbers of a range. */
import { h } from '../../dom.ts';
import { formatMs, formatShare } from '../../format.ts';
import type { Lane, TimeSpan } from './lane.ts';
import { rangeInWords } from './laneWords.ts';
import type { ActivityPart, LanesInput } from './lanesInput.ts';
import { activityIn, type ThreadRow } from './threadRow.ts';

export interface LanesTable {
  readonly element: HTMLElement;
  /** Null for the whole run. */
  show(range: TimeSpan | null): void;
}

/** Made when it is first opened, and again after each change of the range while it is open. */
export function createLanesTable({ rows, lanes, parts, wallMs }: LanesInput): LanesTable {
  const content = h('div', {});
  const element = h('details', { class: 'lanes-table' }, h('summary', {}, 'As a table'), content);
  let range: TimeSpan | null = null;
  const draw = () => {
    if (!element.open) return content.replaceChildren();
    const of = range ? rangeInWords(range) : 'the whole run';
    content.replaceChildren(
      scrolling(createThreads(rows, parts, range, `Threads, ${of}`)),
      lanes.length > 0
        ? scrolling(createValues(lanes, range ?? { startMs: 0, endMs: wallMs }, `Other lanes, ${of}`))
        : '',
    );
  };
  element.addEventListener('toggle', draw);
  return {
    element,
    show: (next) => {
      range = next;
      draw();
    },
  };
}

const scrolling = (table: HTMLElement): HTMLElement => h('div', { class: 'table-scroll' }, table);
const number = (text: string): HTMLElement => h('td', { class: 'number' }, text);
const heading = (text: string, isNumber: boolean): HTMLElement =>
  h('th', { scope: 'col', class: isNumber ? 'number' : '' }, text);

function createThreads(
  rows: readonly ThreadRow[],
  parts: readonly ActivityPart[],
  range: TimeSpan | null,
  caption: string,
): HTMLElement {
  const isAnyCut = rows.some(({ isCut }) => isCut);
  return h(
    'table',
    { class: 'plain-table' },
    h('caption', {}, caption),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        heading('Thread', false),
        heading('Kind', false),
        heading('From', true),
        heading('To', true),
        ...(isAnyCut ? [heading('End', false)] : []),
        ...parts.map(({ label }) => heading(label, true)),
      ),
    ),
    h('tbody', {}, ...rows.map((row) => createThread(row, parts, range, isAnyCut))),
  );
}

function createThread(
  row: ThreadRow,
  parts: readonly ActivityPart[],
  range: TimeSpan | null,
  withEnd: boolean,
): HTMLElement {
  const budget = range ? activityIn(row, range) : row.budget;
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, row.name),
    h('td', {}, row.kind),
    number(formatMs(row.startMs)),
    number(formatMs(row.endMs)),
    ...(withEnd ? [h('td', {}, row.isCut ? 'killed' : 'ended')] : []),
    ...parts.map(({ key }) => number(budget ? formatShare(budget[key]) : '–')),
  );
}

function createValues(lanes: readonly Lane[], range: TimeSpan, caption: string): HTMLElement {
  return h(
    'table',
    { class: 'plain-table' },
    h('caption', {}, caption),
    h(
      'thead',
      {},
      h('tr', {}, heading('Lane', false), heading('Of', false), heading('Mean', true), heading('Peak', true)),
    ),
    h(
      'tbody',
      {},
      ...lanes.flatMap((lane) =>
        lane
          .summaries(range)
          .map(({ label, mean, peak }) =>
            h('tr', {}, h('th', { scope: 'row' }, lane.name), h('td', {}, label), number(mean), number(peak)),
          ),
      ),
    ),
  );
}
