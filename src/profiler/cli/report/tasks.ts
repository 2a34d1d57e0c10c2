/** The pieces of work of the program: what each computes and waits for. */
import type { Task } from '../../report.ts';
import { count, duration } from '../quantities.ts';
import type { Section } from './sheet.ts';
import { awaitsInWords, shortClassName } from './words.ts';

const mostTasks = 10;
/** Narrower, the pattern of the awaits gives way to the names. */
const widthForAwaits = 96;
const widthForBlocked = 76;

interface TaskColumn {
  readonly title: string;
  readonly right: boolean;
  readonly cell: (task: Task) => string;
  /** Narrowest terminal that has it. */
  readonly from: number;
}

const columns: readonly TaskColumn[] = [
  { title: 'count', right: true, from: 0, cell: (task) => (task.count > 0 ? count(task.count) : '') },
  { title: 'cpu', right: true, from: 0, cell: (task) => some(task.cpuMs) },
  { title: 'waits', right: true, from: 0, cell: (task) => some(task.waitMs) },
  { title: 'blocked', right: true, from: widthForBlocked, cell: (task) => some(task.blockedMs) },
  { title: 'in flight', right: true, from: 0, cell: ({ meanInFlight: mean }) => (mean > 0 ? mean.toFixed(1) : '') },
  { title: 'bound', right: false, from: 0, cell: (task) => shortClassName[task.class] },
  { title: 'awaits', right: false, from: widthForAwaits, cell: awaitsInWords },
];

const some = (ms: number) => (ms > 0 ? duration(ms) : '');

export const tasks: Section = ({ tasks: all }, sheet) => {
  if (all.length === 0) return [];
  const shown = all.slice(0, mostTasks);
  const used = columns.filter(({ from, cell }) => sheet.look.width >= from && shown.some((task) => cell(task) !== ''));
  const lines = sheet.table(
    [
      ...used.map(({ title, right }) => ({ title, align: right ? ('right' as const) : ('left' as const) })),
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
