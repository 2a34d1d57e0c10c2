/** Which lines of the chosen function are hot, from V8's ticks. */
import { h } from '../../dom.ts';
import { pathOf } from '../../flame/frameLocation.ts';
import type { FlameFrame } from '../../flame/sampledProfile.ts';
import { fileName, formatCount, formatShare } from '../../format.ts';
import { frameRow } from '../chosen.ts';
import { linesOfFunction, type LineWeight } from '../model/index.ts';
import type { ViewContext, ViewerPart } from '../viewContext.ts';
import { formatWeight, shareOf } from '../weightText.ts';
import { createCell, weightCell } from './rowCells.ts';
import { hottestFunction } from './hottestFunction.ts';
import { messagePart } from './timeView.ts';
import { createTreeOfRows } from './treeRows.ts';
import { createViewerTable } from './viewerTable.ts';
import { createPlainHeader } from './weightHeaders.ts';

export function createLinesView(context: ViewContext): ViewerPart {
  const scene = context.scene();
  const { tree, ticks, weights, profile, whole } = scene;
  if (profile.unit === 'bytes') return messagePart('Heap profiles name functions, not lines.');
  const chosen = context.chosen();
  const row = chosen ? frameRow(tree, chosen) : hottestFunction(scene);
  const frame = tree.frames[row];
  if (!frame) return messagePart('Choose a function in another view to see its lines.');
  const { lines, elsewhere } = linesOfFunction(tree, ticks, weights, row);
  const all = lines.reduce((sum, line) => sum + line.ticks, elsewhere.ticks);
  if (all > 0 && lines.length === 0)
    return messagePart(
      `No line of ${frame.name} is known: ${frame.compiled ? 'what ran has code of several lines on each of its own, as minified code does, and V8 records no columns' : 'all ticks stand on lines outside the function'}.`,
    );
  if (all === 0) return messagePart(`No line of ${frame.name} was recorded: it is built in, or only calls others.`);
  const hottest = [...lines].sort((a, b) => b.weight - a.weight);
  const table = createViewerTable<LineWeight>(context, {
    name: 'line',
    label: `Lines of ${frame.name}, the hottest first`,
    className: 'lines-table',
    headers: [
      {
        key: 'name',
        name: 'name',
        title: `Line of ${frame.name}`,
        hint: frame.compiled ? 'As it was written, by the source map' : 'Of the file that ran',
      },
      { key: 'self', name: 'time', title: 'Self (ms)', hint: 'Time of the function, shared among its lines by ticks' },
      { key: 'count', name: 'number', title: 'Ticks', hint: 'Over the whole recording' },
    ].map((column) => createPlainHeader(column as Parameters<typeof createPlainHeader>[0])),
    nothing: '',
    tree: createTreeOfRows(hottest, () => []),
    hasChildren: () => false,
    frameOf: ({ line }) => ({ ...frame, line, column: 1 }),
    chosenOf: () => null,
    find: () => -1,
    act: ({ line }) => context.open({ ...frame, line, column: 1 }, false),
    cellsOf: ({ node: { line, weight, ticks: count } }) => [
      createCell('name', h('span', { class: 'function-name' }, `${line}`)),
      weightCell(weight, whole, 'micros'),
      createCell('number', formatCount(count)),
    ],
  });
  const note =
    elsewhere.ticks === 0
      ? null
      : `${formatWeight(elsewhere.weight, 'micros')} (${formatShare(shareOf(elsewhere.ticks, all))} of the ticks) stand on lines ${
          frame.compiled ? 'that the source map leads to no single line of the function, or ' : ''
        }outside the function: V8 charges code that it inlined to its caller. They are left out.`;
  const element = h(
    'div',
    {},
    table.element,
    h(
      'p',
      { class: 'muted caption' },
      [note, originText(frame), 'Double-click or Enter opens a line.'].filter((text) => text !== null).join(' '),
    ),
  );
  return { ...table, element };
}

/** Whose lines these are: a bundle's are not those that anybody wrote. */
function originText({ url, compiled }: FlameFrame): string {
  if (compiled) return `Lines of ${fileName(pathOf(url))}, by the source map of ${fileName(pathOf(compiled.url))}.`;
  return `No source map is known: these are the lines of ${fileName(pathOf(url))} as it ran.`;
}
