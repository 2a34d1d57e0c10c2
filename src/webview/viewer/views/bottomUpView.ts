/** What ran, with who called it below: built a level at a time, because most of it is never looked at. */
import { frameRow } from '../chosen.ts';
import { bottomUpCallers, bottomUpRoots, oldOfNew, type BottomUpRow } from '../model/index.ts';
import type { ViewContext, ViewerPart } from '../viewContext.ts';
import { countCell, nameCellOf, weightCell, whereCell } from './rowCells.ts';
import { searchOpenRows } from './stepInRows.ts';
import { createTreeOfRows } from './treeRows.ts';
import { createViewerTable } from './viewerTable.ts';
import { createPlainHeader, weightHeaders } from './weightHeaders.ts';

export function createBottomUpView(context: ViewContext): ViewerPart {
  const { tree, weights, whole, mapped, profile } = context.scene();
  const frameOf = ({ frame }: BottomUpRow) => tree.frames[frame] ?? null;
  const rowsOfTree = createTreeOfRows<BottomUpRow>(bottomUpRoots(tree, weights), (row) =>
    bottomUpCallers(tree, weights, row),
  );
  return createViewerTable<BottomUpRow>(context, {
    name: 'caller-path',
    label: `Functions of ${context.title} by their own weight, who called them below`,
    className: 'weights-table tree-table bottom-up-table',
    headers: weightHeaders('Function, called by', profile.unit, ['self', 'count']).map(createPlainHeader),
    nothing: 'Nothing ran in this stretch, or all of it is hidden.',
    tree: rowsOfTree,
    hasChildren: (row) => rowsOfTree.childrenOf(row).length > 0,
    frameOf,
    chosenOf: (row) => {
      const frame = frameOf(row);
      const [at] = row.atOfMember;
      const old = row.atOfMember.length === 1 && at !== undefined ? oldOfNew(mapped)[at] : undefined;
      return frame && { frame, node: old === undefined || old < 0 ? null : old };
    },
    find: (chosen, rows) => {
      const frame = frameRow(tree, chosen);
      return rows.rows().findIndex(({ node, level }) => level === 1 && node.frame === frame);
    },
    searched: searchOpenRows(rowsOfTree, (row) => context.isMatch()?.[row.frame] === 1),
    cellsOf: ({ node: row, level }, isExpanded) => {
      const frame = frameOf(row);
      return [
        nameCellOf(frame?.name ?? '', frame, { level, isExpanded, isMatch: context.isMatch()?.[row.frame] === 1 }),
        weightCell(row.weight, whole, profile.unit),
        countCell(row.count),
        whereCell(frame, frame && context.locate(frame)),
      ];
    },
  });
}
