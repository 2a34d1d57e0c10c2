/** Functions, files, packages or categories of two profiles, as the table of differences shows them. */
import { createDataTable, type DataTable } from '../../table/dataTable.ts';
import { differenceColumns, type NamedRow } from '../../table/differenceColumns.ts';
import { sortRows, nextSort, type Sort } from '../../table/sortRows.ts';
import type { Difference } from '../../../profiler/comparison.ts';
import type { Location } from '../../../profiler/report.ts';
import { formatBytes, formatMsCell } from '../../format.ts';
import type { FlameFrame } from '../../flame/sampledProfile.ts';
import { categoryText } from '../../views/words.ts';
import { differenceTable, groupFrames, type Grouping, type TreeDifference, type WeightUnit } from '../model/index.ts';

interface Row extends NamedRow {
  readonly frame: FlameFrame;
  readonly difference: Difference;
  /** Row of the groups' frames, for the search. */
  readonly isMatch: boolean;
}

export interface DifferenceRowsOptions {
  readonly difference: TreeDifference;
  readonly grouping: Grouping;
  readonly measure: 'self' | 'total';
  readonly unit: WeightUnit;
  readonly isMatch: Uint8Array | null;
  readonly onlyCertain: boolean;
  locate(frame: FlameFrame): Location | null;
  open(frame: FlameFrame): void;
}

const standardErrors = 1.96;
const microsPerMs = 1000;
const largestFirst: Sort = { key: 'delta', descending: true };

export function createDifferenceRows(options: DifferenceRowsOptions): HTMLElement {
  const { difference, grouping, unit, isMatch } = options;
  const { frames } = difference.union.tree;
  const groups = groupFrames(frames, grouping);
  const matching = new Set<number>();
  groups.groupOfFrame.forEach((group, frame) => {
    if (isMatch?.[frame] === 1) matching.add(group);
  });
  const toUnit = (weight: number) => (unit === 'micros' ? weight / microsPerMs : weight);
  const rows = differenceTable(difference, groups, options.measure)
    .map((row): Row => {
      const group = groups.groups[row.group]!;
      const frame = frames[group.frame]!;
      return {
        name: group.name ?? categoryText[group.category],
        location: grouping === 'function' ? options.locate(frame) : null,
        category: group.category,
        presence: row.before === 0 ? 'after-only' : row.after === 0 ? 'before-only' : 'both',
        frame,
        isMatch: isMatch === null || matching.has(row.group),
        difference: {
          before: toUnit(row.before),
          after: toUnit(row.after),
          delta: toUnit(row.delta),
          noise: toUnit(row.error * standardErrors),
          isSignificant: !row.isWithinNoise,
        },
      };
    })
    .filter((row) => row.isMatch && (!options.onlyCertain || row.difference.isSignificant));
  const columns = differenceColumns<Row>({
    unit: unit === 'micros' ? ', ms' : '',
    of: (row) => row.difference,
    format: unit === 'micros' ? formatMsCell : formatBytes,
    wish: 'less',
  });
  let sort = largestFirst;
  const table: DataTable<Row> = createDataTable<Row>({
    name: 'difference',
    label: 'Differences, the largest first',
    className: 'difference-table',
    columns,
    detailName: 'difference-detail',
    nothing: options.onlyCertain ? 'Nothing differs beyond the noise.' : 'Nothing matches.',
    details: () => [],
    open: (row) => {
      if (grouping === 'function') options.open(row.frame);
    },
    sortBy: (column) => {
      sort = nextSort(sort, column, rows);
      table.show(sortRows(rows, columns, sort), sort);
    },
  });
  table.show(sortRows(rows, columns, sort), sort);
  return table.element;
}
