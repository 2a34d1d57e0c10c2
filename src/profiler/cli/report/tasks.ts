/** The pieces of work of the program: what each computes and waits for. */
import type { Task } from '../../report.ts';
import { count, duration } from '../quantities.ts';
import { columnsThatFit, type NumberColumn } from './numberColumns.ts';
import type { Section } from './sheet.ts';
import { awaitsInWords, shortClassName } from './words.ts';

const mostTasks = 10;
/** Characters that the name and the place of a task need to be told from others. */
const roomForNames = 30;

const columns: readonly NumberColumn<Task>[] = [
  { title: 'count', align: 'right', rank: 4, cell: (task) => (task.count > 0 ? count(task.count) : '') },
  { title: 'cpu', align: 'right', rank: 0, cell: (task) => some(task.cpuMs) },
  { title: 'waits', align: 'right', rank: 1, cell: (task) => some(task.waitMs) },
  { title: 'blocked', align: 'right', rank: 5, cell: (task) => some(task.blockedMs) },
  { title: 'in flight', align: 'right', rank: 2, cell: ({ meanInFlight: mean }) => (mean > 0 ? mean.toFixed(1) : '') },
  { title: 'bound', align: 'left', rank: 3, cell: (task) => shortClassName[task.class] },
  { title: 'awaits', align: 'left', rank: 6, cell: awaitsInWords },
];

const some = (ms: number) => (ms > 0 ? duration(ms) : '');

export const tasks: Section = ({ tasks: all }, sheet) => {
  if (all.length === 0) return [];
  const shown = all.slice(0, mostTasks);
  const used = columnsThatFit(columns, shown, sheet.textWidth - roomForNames);
  const lines = sheet.table(
    [
      ...used.map(({ title, align }) => ({ title, align })),
      { title: 'task', align: 'left', grows: 1, cut: 'end', tone: 'bold' },
      { title: 'at', align: 'left', grows: 1, cut: 'path', tone: 'dim' },
    ],
    shown.map((task) => [...used.map(({ cell }) => cell(task)), task.name, sheet.place(task.location)]),
  );
  return [
    sheet.title('Tasks'),
    ...lines,
    ...(all.length > mostTasks ? sheet.dim(`and ${all.length - mostTasks} more`) : []),
  ];
};
