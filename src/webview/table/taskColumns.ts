/** The columns of the table of tasks, and what opens below one. */
import type { Task } from '../../profiler/report.ts';
import { h, type Child } from '../dom.ts';
import { formatCount, formatTimes, formatInFlight, formatMs, formatMsCell } from '../format.ts';
import { createClassBadge } from '../views/classBadge.ts';
import { awaitText, classTitle, taskKindText } from '../views/words.ts';
import { nameCell, placeCell, placeOrder } from './cells.ts';
import type { Column, Detail } from './dataTable.ts';
import { createSplitBar } from './splitBar.ts';

type TaskColumn = Column<Task>;

const milliseconds = (key: string, title: string, hint: string, ms: (task: Task) => number): TaskColumn => ({
  key,
  name: `number cell-${key}`,
  title: `${title}, ms`,
  hint,
  order: ms,
  cell: (task) => [formatMsCell(ms(task))],
});

export const taskColumns: readonly TaskColumn[] = [
  {
    key: 'name',
    name: 'name',
    title: 'Task',
    hint: 'A function that starts or awaits operations, a request that was served, or a measure of the program',
    order: (task) => task.name,
    cell: (task) => [nameCell(task.name)],
  },
  {
    key: 'class',
    name: 'class',
    title: 'Class',
    hint: 'What this task alone is bound by',
    order: (task) => classTitle[task.class],
    cell: (task) => [createClassBadge(task.class)],
  },
  {
    key: 'kind',
    name: 'kind',
    title: 'Kind',
    hint: 'A function, an HTTP request that was served, or a performance.measure entry',
    order: (task) => taskKindText[task.kind ?? 'function'],
    cell: (task) => [taskKindText[task.kind ?? 'function']],
  },
  {
    key: 'count',
    name: 'number cell-count',
    title: 'Count',
    hint: 'How often it ran, where that was seen',
    order: (task) => task.count,
    cell: (task) => [countText(task)],
  },
  milliseconds('cpu', 'CPU', 'Computing, all of them added up', ({ cpuMs }) => cpuMs),
  milliseconds('wait', 'Waits', 'Waits of its operations added up, also where they overlap', ({ waitMs }) => waitMs),
  milliseconds('blocked', 'Blocked', 'In synchronous calls that did not compute', ({ blockedMs }) => blockedMs),
  {
    key: 'time',
    name: 'split',
    title: 'Time',
    hint: 'Computing, blocked and waiting in proportion; sorts by their sum',
    order: ({ cpuMs, waitMs, blockedMs }) => cpuMs + waitMs + blockedMs,
    cell: ({ cpuMs, waitMs, blockedMs }) => [createSplitBar({ cpuMs, blockedMs, waitMs })],
  },
  {
    key: 'inFlight',
    name: 'number cell-in-flight',
    title: 'In flight',
    hint: 'Operations open at once while at least one was: in the mean, and at most',
    order: (task) => task.meanInFlight,
    cell: (task) => inFlightCell(task.meanInFlight, task.maxInFlight),
  },
  {
    key: 'awaits',
    name: 'awaits',
    title: 'Awaits',
    hint: 'How its operations follow each other',
    order: (task) => awaitText(task),
    cell: (task) => [h('span', { title: awaitText(task) }, awaitText(task))],
  },
  {
    key: 'waitsFor',
    name: 'waits-for',
    title: 'Waits for',
    hint: 'The kinds of operation that it waits for most',
    order: (task) => waitsForText(task) || '\uffff',
    cell: (task) => [h('span', {}, waitsForText(task) || '–')],
  },
  {
    key: 'location',
    name: 'location',
    title: 'Location',
    hint: 'File and line',
    order: (task) => placeOrder(task.location),
    cell: (task) => placeCell(task.location),
  },
];

/** A caller that starts nothing itself was not counted. */
const countText = ({ count }: Task): string => (count > 0 ? formatCount(count) : '–');

/** More would be cut off. */
const kindsInCell = 2;

const waitsForText = ({ waitsFor = [] }: Task): string =>
  waitsFor
    .slice(0, kindsInCell)
    .map(({ kind }) => kind)
    .join(', ');

export function inFlightCell(mean: number, most: number | undefined): Child[] {
  if (!(mean > 0)) return [h('span', { class: 'muted' }, '–')];
  return [
    h('span', {}, formatInFlight(mean)),
    most !== undefined &&
      h('span', { class: 'most', title: `${formatCount(most)} at most` }, ` / ${formatCount(most)}`),
  ];
}

/** All that a narrow panel has no columns for, and the times of single ones. */
export function taskDetails(task: Task): Detail[] {
  const { location, meanInFlight, maxInFlight, waitsFor = [], meanMs, p99Ms } = task;
  const kind = taskKindText[task.kind ?? 'function'];
  const lines = [
    task.count > 0 ? `${kind}, ${formatTimes(task.count)}` : kind,
    `CPU ${formatMs(task.cpuMs)}, waits ${formatMs(task.waitMs)}, blocked ${formatMs(task.blockedMs)}`,
    meanMs !== undefined &&
      `One takes ${formatMs(meanMs)} in the mean${p99Ms === undefined ? '' : `; 99 % end within ${formatMs(p99Ms)}`}`,
    task.awaits && `Awaits ${awaitText(task)}`,
    meanInFlight > 0 && `In flight: ${formatInFlight(meanInFlight)} in the mean, ${formatCount(maxInFlight)} at most`,
    waitsFor.length > 0 &&
      `Waits for ${waitsFor.map(({ kind: of, waitMs }) => `${of} ${formatMs(waitMs)}`).join(', ')}`,
  ];
  return lines.filter((line): line is string => Boolean(line)).map((label) => ({ label, cells: {}, location }));
}
