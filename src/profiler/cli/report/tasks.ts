/** The pieces of work of the program: what each computes and waits for. */
import type { Task } from '../../report.ts';
import { count, duration } from '../quantities.ts';
import type { NumberColumn } from './numberColumns.ts';
import type { Section } from './sheet.ts';
import { awaitsInWords, shortClassName } from './words.ts';

const mostTasks = 10;
/** Characters that the name, and the place, of a task need to be told from others. */
const roomForName = 14;
const roomForPlace = 14;

const columns: readonly NumberColumn<Task>[] = [
  { title: 'count', align: 'right', rank: 5, cell: (task) => (task.count > 0 ? count(task.count) : '') },
  { title: 'cpu', align: 'right', cell: (task) => some(task.cpuMs) },
  { title: 'waits', align: 'right', rank: 1, cell: (task) => some(task.waitMs) },
  { title: 'blocked', align: 'right', rank: 6, cell: (task) => some(task.blockedMs) },
  { title: 'in flight', align: 'right', rank: 3, cell: ({ meanInFlight: mean }) => (mean > 0 ? mean.toFixed(1) : '') },
  { title: 'bound', align: 'left', rank: 4, cell: (task) => shortClassName[task.class] },
  { title: 'awaits', align: 'left', rank: 7, cell: awaitsInWords },
];

const some = (ms: number) => (ms > 0 ? duration(ms) : '');

export const tasks: Section = ({ tasks: all }, sheet) => {
  if (all.length === 0) return [];
  const shown = all.slice(0, mostTasks);
  const lines = sheet.table(
    [
      ...columns,
      { title: 'task', align: 'left', grows: 1, room: roomForName, cut: 'end', tone: 'bold' },
      { title: 'at', align: 'left', grows: 1, room: roomForPlace, rank: 2, cut: 'path', tone: 'dim' },
    ],
    shown.map((task) => [...columns.map(({ cell }) => cell(task)), task.name, sheet.place(task.location)]),
  );
  return [
    sheet.title('Tasks'),
    ...lines,
    ...(all.length > mostTasks ? sheet.dim(`and ${all.length - mostTasks} more`) : []),
  ];
};
