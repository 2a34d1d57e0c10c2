/** Functions, files, packages or categories by weight; the latter three open to the functions in them. */
import { createHeader } from '../../table/dataTable.ts';
import { fileName } from '../../format.ts';
import { pathOf } from '../../flame/frameLocation.ts';
import { categoryText } from '../../views/words.ts';
import { frameRow, type Chosen } from '../chosen.ts';
import type { FrameGroup, Grouping, GroupTable } from '../model/index.ts';
import type { Scene } from '../scene.ts';
import type { ViewContext, ViewerPart } from '../viewContext.ts';
import type { WeightColumn } from '../viewerView.ts';
import { countCell, createCell, nameCellOf, weightCell, whereCell } from './rowCells.ts';
import { searchOpenRows } from './stepInRows.ts';
import { createTreeOfRows, type TreeOfRows } from './treeRows.ts';
import { createViewerTable } from './viewerTable.ts';
import { createPlainHeader, weightHeaders } from './weightHeaders.ts';

/** A row of the grouping, or of a function within one. */
interface GroupRow {
  readonly grouping: Grouping;
  readonly group: number;
}

const labels: Readonly<Record<Grouping, string>> = {
  function: 'Functions',
  file: 'Files',
  package: 'Packages',
  category: 'Categories',
};

export function createGroupView(context: ViewContext, grouping: Grouping): ViewerPart {
  const scene = context.scene();
  const { tree, profile } = scene;
  const columns = weightHeaders(labels[grouping], profile.unit, ['self', 'total', 'count']);
  const headers = columns.map((column) =>
    column.key === 'location'
      ? createPlainHeader(column)
      : createHeader(column, ({ key }) => {
          context.update({ sortedBy: key as WeightColumn });
          markSorted();
          table.show(makeTree());
        }),
  );
  const markSorted = () =>
    columns.forEach(({ key }, at) => {
      const order = key === 'name' ? 'ascending' : 'descending';
      if (key !== 'location') headers[at]?.setAttribute('aria-sort', key === context.view().sortedBy ? order : 'none');
    });
  const groupOf = ({ grouping: of, group }: GroupRow): FrameGroup => scene.grouped(of).groups.groups[group]!;
  const frameOf = (row: GroupRow) => (row.grouping === 'function' ? (tree.frames[groupOf(row).frame] ?? null) : null);
  let shown: TreeOfRows<GroupRow>;
  const makeTree = (): TreeOfRows<GroupRow> => {
    const { sortedBy } = context.view();
    const { groupOfFrame } = scene.grouped(grouping).groups;
    const rowsOf = (of: Grouping) => {
      const isMatch = matchingGroups(scene, of, context.isMatch());
      return sorted(scene, of, sortedBy).filter(({ group }) => isMatch === null || isMatch[group] === 1);
    };
    return (shown = createTreeOfRows(rowsOf(grouping), (row) =>
      row.grouping === 'function'
        ? []
        : rowsOf('function').filter((inside) => groupOfFrame[groupOf(inside).frame] === row.group),
    ));
  };

  const table = createViewerTable<GroupRow>(context, {
    name: 'group',
    label: `${labels[grouping]} of ${context.title}`,
    className: 'weights-table',
    headers,
    nothing: 'No function matches.',
    tree: makeTree(),
    hasChildren: (row) => row.grouping !== 'function',
    frameOf,
    chosenOf: (row) => {
      const frame = frameOf(row);
      return frame && { frame, node: null };
    },
    find: findRow,
    // The search leaves out all other rows.
    searched: searchOpenRows(
      { isExpanded: (row) => shown.isExpanded(row), childrenOf: (row) => shown.childrenOf(row) },
      () => true,
    ),
    cellsOf: ({ node: row, level }, isExpanded) => {
      const { groups, table: weights } = scene.grouped(row.grouping);
      const group = groups.groups[row.group]!;
      const frame = frameOf(row);
      const isMatch = frame !== null && context.isMatch()?.[group.frame] === 1;
      return [
        nameCellOf(nameOf(group, row.grouping), frame, { level, isExpanded, isMatch }),
        weightCell(weights.self[row.group] ?? 0, weights.whole, profile.unit),
        weightCell(weights.total[row.group] ?? 0, weights.whole, profile.unit),
        countCell(weights.count[row.group] ?? 0),
        frame ? whereCell(frame, context.locate(frame)) : createCell('location', detailOf(group, row.grouping)),
      ];
    },
  });
  markSorted();

  function findRow(chosen: Chosen, among: TreeOfRows<GroupRow>): number {
    const frame = frameRow(tree, chosen);
    if (frame < 0) return -1;
    const at = scene.grouped(grouping).groups.groupOfFrame[frame];
    const rows = among.rows();
    const inside = rows.findIndex((row) => row.node.grouping === 'function' && groupOf(row.node).frame === frame);
    return inside >= 0 ? inside : rows.findIndex((row) => row.node.grouping === grouping && row.node.group === at);
  }
  return { ...table, refresh: () => table.show(makeTree()) };
}

const nameOf = ({ name, category }: FrameGroup, grouping: Grouping): string =>
  name === null ? categoryText[category] : grouping === 'file' ? fileName(pathOf(name)) : name;

const detailOf = ({ name }: FrameGroup, grouping: Grouping): string | null =>
  grouping === 'file' && name !== null ? pathOf(name) : null;

/** Group → 1 where the search finds a frame of it; null where nothing is searched for. */
function matchingGroups(scene: Scene, grouping: Grouping, isMatch: Uint8Array | null): Uint8Array | null {
  if (isMatch === null) return null;
  const { groupOfFrame, groups } = scene.grouped(grouping).groups;
  const matching = new Uint8Array(groups.length);
  for (let frame = 0; frame < isMatch.length; frame++) {
    const group = groupOfFrame[frame]!;
    if (isMatch[frame] === 1 && group >= 0) matching[group] = 1;
  }
  return matching;
}

/** Rows with a weight, the largest first; names from A. */
function sorted(scene: Scene, grouping: Grouping, by: WeightColumn): GroupRow[] {
  const { groups, table } = scene.grouped(grouping);
  const rows: GroupRow[] = [];
  for (let group = 0; group < groups.groups.length; group++)
    if ((table.total[group] ?? 0) > 0) rows.push({ grouping, group });
  if (by === 'name')
    return rows.sort((a, b) =>
      nameOf(groups.groups[a.group]!, grouping).localeCompare(nameOf(groups.groups[b.group]!, grouping)),
    );
  const column: keyof GroupTable & WeightColumn = by;
  return rows.sort((a, b) => table[column][b.group]! - table[column][a.group]! || a.group - b.group);
}
