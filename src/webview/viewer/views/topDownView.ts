/** Callers with their callees below: the graph as a table. */
import { chooseNode, nodeOfChosen, pathTo } from '../chosen.ts';
import { matchesBelow, topDownRows } from '../model/index.ts';
import type { ViewContext, ViewerPart } from '../viewContext.ts';
import { countCell, nameCellOf, weightCell, whereCell } from './rowCells.ts';
import { createTreeOfRows } from './treeRows.ts';
import { createViewerTable } from './viewerTable.ts';
import { createPlainHeader, weightHeaders } from './weightHeaders.ts';

/** A callee lighter than this is rounding. */
const leastWeight = 1e-9;

export function createTopDownView(context: ViewContext): ViewerPart {
  const { tree, weights, whole, mapped, profile } = context.scene();
  const frameOf = (node: number) => tree.frames[tree.frameOfNode[node] ?? -1] ?? null;
  let below: { readonly of: Uint8Array; readonly counts: Int32Array } | null = null;
  const belowOf = (matching: Uint8Array) => {
    if (below?.of !== matching) below = { of: matching, counts: matchesBelow(tree, weights, matching) };
    return below.counts;
  };
  const part = createViewerTable<number>(context, {
    name: 'path',
    label: `Call paths of ${context.title}, callers above what they call`,
    className: 'weights-table tree-table',
    headers: weightHeaders('Call path', profile.unit, ['total', 'self', 'count']).map(createPlainHeader),
    nothing: 'Nothing ran in this stretch, or all of it is hidden.',
    tree: createTreeOfRows<number>([...topDownRows(tree, weights, null)], (node) => [
      ...topDownRows(tree, weights, node),
    ]),
    hasChildren: (node) => (weights.total[node] ?? 0) - (weights.self[node] ?? 0) > whole * leastWeight,
    frameOf,
    chosenOf: (node) => chooseNode(mapped, node),
    find: (chosen, rows) => {
      const node = nodeOfChosen(context.scene(), chosen);
      if (node < 0) return -1;
      for (const caller of pathTo(tree, node).slice(0, -1)) rows.setExpanded(caller, true);
      return rows.rows().findIndex((row) => row.node === node);
    },
    searched: {
      isMatch: (node) => context.isMatch()?.[tree.frameOfNode[node] ?? -1] === 1,
      below: (node) => {
        const matching = context.isMatch();
        return matching === null ? 0 : (belowOf(matching)[node] ?? 0);
      },
    },
    cellsOf: ({ node, level }, isExpanded) => {
      const frame = frameOf(node);
      const isMatch = context.isMatch()?.[tree.frameOfNode[node] ?? -1] === 1;
      return [
        nameCellOf(frame?.name ?? '', frame, { level, isExpanded, isMatch }),
        weightCell(weights.total[node] ?? 0, whole, profile.unit),
        weightCell(weights.self[node] ?? 0, whole, profile.unit),
        countCell(weights.count[node] ?? 0),
        whereCell(frame, frame && context.locate(frame)),
      ];
    },
  });
  return part;
}
