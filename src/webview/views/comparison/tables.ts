/** Functions, tasks and allocation sites of both runs. */
import type {
  Comparison,
  Difference,
  FunctionDifference,
  SiteDifference,
  TaskDifference,
} from '../../../profiler/comparison.ts';
import { createCheckbox, createSwitch } from '../../controls.ts';
import { h } from '../../dom.ts';
import { formatCount, formatInFlight, formatMegabytes, formatMs } from '../../format.ts';
import type { Detail } from '../../table/dataTable.ts';
import {
  differenceColumns,
  formatDelta,
  msTexts,
  type DifferenceTexts,
  type NamedRow,
} from '../../table/differenceColumns.ts';
import type { TableId } from '../../viewState.ts';
import type { ViewStore } from '../../viewStore.ts';
import { createFilteredTable } from '../filteredTable.ts';
import { openable, type OpenLocation } from '../openLocation.ts';

interface Measure<T> extends DifferenceTexts<T> {
  readonly value: string;
  readonly label: string;
}

interface TableOptions<T extends NamedRow> {
  readonly id: TableId;
  readonly name: string;
  readonly label: string;
  readonly rows: readonly T[];
  readonly counted: readonly [string, string];
  readonly measures: readonly [Measure<T>, ...Measure<T>[]];
  readonly empty: string;
  details(row: T): readonly Detail[];
}

const functionMeasures: readonly [Measure<FunctionDifference>, ...Measure<FunctionDifference>[]] = [
  { value: 'self', label: 'Self', ...msTexts, of: ({ self }) => self },
  { value: 'total', label: 'Total', ...msTexts, of: ({ total }) => total },
  { value: 'calls', label: 'Calls', unit: '', wish: 'neither', format: formatCount, of: ({ calls }) => calls },
];

export const createFunctionDifferences = (
  { functions }: Comparison,
  view: ViewStore,
  open: OpenLocation,
): HTMLElement =>
  createTable(
    {
      id: 'functionDifferences',
      name: 'function',
      label: 'Functions of both runs',
      rows: functions,
      counted: ['function', 'functions'],
      measures: functionMeasures,
      empty: 'No function was seen running in either run.',
      details: (row) =>
        functionMeasures.flatMap(({ label, of, format, unit }) => detail(label, of(row), format, unit, row.location)),
    },
    view,
    open,
  );

const taskMeasures: readonly [Measure<TaskDifference>, ...Measure<TaskDifference>[]] = [
  { value: 'wait', label: 'Waiting', ...msTexts, of: ({ wait }) => wait },
  { value: 'cpu', label: 'Computing', ...msTexts, of: ({ cpu }) => cpu },
  { value: 'mean', label: 'Mean of one', ...msTexts, of: ({ mean }) => mean },
  {
    value: 'inFlight',
    label: 'In flight',
    unit: '',
    wish: 'neither',
    format: formatInFlight,
    of: ({ meanInFlight }) => meanInFlight,
  },
  { value: 'count', label: 'Count', unit: '', wish: 'neither', format: formatCount, of: ({ count }) => count },
];

export const createTaskDifferences = ({ tasks }: Comparison, view: ViewStore, open: OpenLocation): HTMLElement =>
  createTable(
    {
      id: 'taskDifferences',
      name: 'task',
      label: 'Tasks of both runs',
      rows: tasks,
      counted: ['task', 'tasks'],
      measures: taskMeasures,
      empty: 'No task was found in either run.',
      details: (row) =>
        taskMeasures.flatMap(({ label, of, format, unit }) => detail(label, of(row), format, unit, row.location)),
    },
    view,
    open,
  );

export const createSiteDifferences = ({ memory }: Comparison, view: ViewStore, open: OpenLocation): HTMLElement =>
  createTable<SiteDifference>(
    {
      id: 'siteDifferences',
      name: 'site',
      label: 'Memory held at the end of both runs',
      rows: memory,
      counted: ['allocation site', 'allocation sites'],
      measures: [
        { value: 'bytes', label: 'Bytes', unit: '', wish: 'less', format: formatMegabytes, of: ({ bytes }) => bytes },
      ],
      empty: 'In neither run did an allocation site grow by more than sampling leaves open.',
      details: () => [],
    },
    view,
    open,
  );

function detail(
  label: string,
  found: Difference | null,
  format: (value: number) => string,
  unit: string,
  location: Detail['location'],
): Detail[] {
  if (found === null) return [];
  const shown = unit === '' ? format : formatMs;
  const { before, after, delta, noise, isSignificant } = found;
  const change = isSignificant ? formatDelta(delta, shown) : `${formatDelta(delta, shown)}, within the noise`;
  return [
    {
      label: `${label}: ${shown(before)} before, ${shown(after)} after (${change}; ± ${shown(noise)})`,
      cells: {},
      location,
    },
  ];
}

/** One table at a time: which measure it shows is chosen above it. */
function createTable<T extends NamedRow>(options: TableOptions<T>, view: ViewStore, open: OpenLocation): HTMLElement {
  const { id, rows, measures, empty } = options;
  if (rows.length === 0) return h('p', { class: 'empty' }, empty);
  // A measure that no row has, such as calls without counting them, is no choice.
  const usable = measures.filter(({ of }) => rows.some((row) => of(row) !== null));
  const [first] = usable.length > 0 ? usable : measures;
  const frame = h('div', {});
  const show = (measure: Measure<T>) => {
    const onlyChanged = createCheckbox('Only beyond the noise', view.get().onlyChanged, (checked) => {
      view.update({ onlyChanged: checked });
      table.refresh();
    });
    const table = createFilteredTable<T>(
      {
        ...options,
        className: 'difference-table',
        columns: differenceColumns(measure),
        detailName: 'difference-detail',
        filterLabel: 'Filter by name or file, or /expression/',
        texts: ({ name, location }) => [name, location?.file],
        extra: {
          control: onlyChanged,
          keeps: (row) => !view.get().onlyChanged || measure.of(row)?.isSignificant === true,
        },
        nothing: 'Nothing differs beyond the noise, or matches the filter.',
        open: ({ location }) => {
          const place = openable(location);
          if (place) open(place);
        },
      },
      view,
    );
    frame.replaceChildren(table.element);
  };
  const chosen = usable.find(({ value }) => value === view.get().measures[id]) ?? first;
  show(chosen);
  if (usable.length < 2) return frame;
  return h(
    'div',
    {},
    h(
      'p',
      { class: 'measure-switch' },
      createSwitch(
        'What is compared',
        usable.map(({ value, label }) => ({ value, label })),
        chosen.value,
        (value) => {
          view.update({ measures: { ...view.get().measures, [id]: value } });
          show(usable.find((one) => one.value === value) ?? first);
        },
      ),
    ),
    frame,
  );
}
