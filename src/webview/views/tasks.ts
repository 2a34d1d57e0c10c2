/** What the program does, piece by piece, and what each piece computes and waits for. */
import type { Report } from '../../profiler/report.ts';
import { h } from '../dom.ts';
import { taskColumns, taskDetails } from '../table/taskColumns.ts';
import type { ViewStore } from '../viewStore.ts';
import { createFilteredTable } from './filteredTable.ts';
import { openable, type OpenLocation } from './openLocation.ts';

export function createTasks({ tasks }: Report, view: ViewStore, open: OpenLocation): HTMLElement {
  if (tasks.length === 0)
    return h(
      'p',
      { class: 'empty' },
      'No task was found: no function of yours started an operation or computed for long enough. Wrap a piece of work in performance.measure to see it here.',
    );
  return createFilteredTable(
    {
      id: 'tasks',
      name: 'task',
      label: 'Tasks',
      columns: taskColumns,
      detailName: 'task-detail',
      details: taskDetails,
      rows: tasks,
      filterLabel: 'Filter by name or file, or /expression/',
      counted: ['task', 'tasks'],
      texts: ({ name, location }) => [name, location?.file],
      open: ({ location }) => {
        const place = openable(location);
        if (place) open(place);
      },
    },
    view,
  ).element;
}
