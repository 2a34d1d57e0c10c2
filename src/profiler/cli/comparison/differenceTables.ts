/** Functions, tasks and allocation sites, what changed beyond the noise first. */
import type { Comparison, Difference, FunctionDifference, Presence, TaskDifference } from '../../comparison.ts';
import type { Location } from '../../report.ts';
import type { Sheet } from '../report/sheet.ts';
import { differenceCells, differenceColumns, type Unit } from './cells.ts';

/** `--json` has them all. */
const mostRows = 10;
/** Characters that a function's name, and its place, need to be told from others. */
const roomForName = 12;
const roomForPlace = 14;

interface Row {
  readonly difference: Difference;
  readonly name: string;
  readonly location: Location | null;
  /** What else there is to say, before the place. */
  readonly note: string;
}

export function differenceTables({ functions, tasks, memory }: Comparison, sheet: Sheet): string[][] {
  return [
    table('Functions, own time', functions.map(functionRow), 'ms', sheet),
    table(
      'Tasks, computing',
      tasks.map((task) => taskRow(task, task.cpu)),
      'ms',
      sheet,
    ),
    table(
      'Tasks, waiting',
      tasks.map((task) => taskRow(task, task.wait)),
      'ms',
      sheet,
    ),
    table(
      'Tasks, mean duration of one',
      tasks.flatMap((task) => (task.mean === null ? [] : [taskRow(task, task.mean)])),
      'ms',
      sheet,
    ),
    table(
      'Memory held at the end',
      memory.map(({ name, location, bytes }) => ({ name, location, difference: bytes, note: '' })),
      'bytes',
      sheet,
    ),
  ];
}

const functionRow = ({ name, location, self, presence }: FunctionDifference): Row => ({
  name,
  location,
  difference: self,
  note: presenceNote[presence],
});

const taskRow = ({ name, location, presence }: TaskDifference, difference: Difference): Row => ({
  name,
  location,
  difference,
  note: presenceNote[presence],
});

const presenceNote: Readonly<Record<Presence, string>> = {
  both: '',
  moved: 'moved',
  'before-only': 'gone',
  'after-only': 'new',
};

/** Only rows that changed; one line says how many did not. */
function table(title: string, rows: readonly Row[], unit: Unit, sheet: Sheet): string[] {
  if (rows.length === 0) return [];
  const changed = rows
    .filter(({ difference }) => difference.isSignificant)
    .sort((a, b) => Math.abs(b.difference.delta) - Math.abs(a.difference.delta));
  const within = rows.length - changed.length;
  const more = Math.max(0, changed.length - mostRows);
  const rest = [more > 0 && `${more} more beyond the noise`, within > 0 && `${within} within the noise`].filter(
    Boolean,
  );
  if (changed.length === 0)
    return [sheet.title(title), ...sheet.dimParagraph(`No difference beyond the noise in ${within}.`)];
  return [
    sheet.title(title),
    ...sheet.table(
      [
        ...differenceColumns,
        { title: '', align: 'left', rank: 4 },
        { title: 'name', align: 'left', grows: 1, room: roomForName, cut: 'end', tone: 'bold' },
        { title: 'at', align: 'left', grows: 1, room: roomForPlace, rank: 1, cut: 'path', tone: 'dim' },
      ],
      changed
        .slice(0, mostRows)
        .map(({ difference, name, location, note }) => [
          ...differenceCells(difference, unit),
          note,
          name || '(anonymous)',
          sheet.place(location),
        ]),
    ),
    ...(rest.length === 0 ? [] : sheet.dimParagraph(rest.join(', '))),
  ];
}
