/** Both profiles in one graph: a box as wide as the larger side, so that nothing of either is missing. */
import { h } from '../../dom.ts';
import { createFlameChart } from '../../flame/flameChart.ts';
import { createTooltipAt } from '../../flame/flameTooltip.ts';
import { chooseNode, nodeOfChosen } from '../chosen.ts';
import { describeFrame } from '../describe.ts';
import { leftHeavyBoxes, nodeDifference, type WeightDifference } from '../model/index.ts';
import { tooltipContent } from '../tooltip.ts';
import type { ViewerPart } from '../viewContext.ts';
import { widestBox } from '../views/boxChart.ts';
import { createChartSearch } from '../views/searchInChart.ts';
import { messagePart } from '../views/timeView.ts';
import { differenceColours, differenceShade, paleOffset } from './differenceColours.ts';
import type { DifferenceContext } from './differenceContext.ts';
import { nodeFacts } from './differenceFacts.ts';
import { createDifferenceLegend } from './differenceLegend.ts';

export function createDifferenceGraph(context: DifferenceContext): ViewerPart {
  const { unit, titles } = context;
  const { difference, tree, weights, mapped } = context.scene();
  const { intervals, nodeOfBox, weightPerTick, whole } = leftHeavyBoxes(tree, weights);
  if (intervals.start.length === 0) return messagePart('Nothing is left: all of it is hidden.');
  const differenceOf = (box: number) => nodeDifference(difference, nodeOfBox[box] ?? -1);
  const shades = Uint8Array.from(nodeOfBox, (_, box) => {
    const found = differenceOf(box);
    return differenceShade(changeOf(found), found.isWithinNoise);
  });
  const isPale = (box: number) => context.isMatch()?.[intervals.frame[box] ?? 0] === 0;
  const frameAt = (box: number) => tree.frames[intervals.frame[box] ?? -1];
  const chosenAt = (box: number) => chooseNode(mapped, nodeOfBox[box] ?? -1);
  const tooltip = createTooltipAt();
  const chart = createFlameChart({
    model: { intervals, weightPerTick, whole },
    source: {
      shade: (box) => (shades[box] as number) + (isPale(box) ? paleOffset : 0),
      name: (box) => {
        const found = differenceOf(box);
        const sign = found.isWithinNoise ? '' : found.delta > 0 ? '▲ ' : '▼ ';
        return `${sign}${frameAt(box)?.name ?? ''}`;
      },
    },
    palette: differenceColours,
    label: `Call paths of ${titles.before} and ${titles.after}. Arrow keys go from box to box, Enter zooms, Escape goes back, Control and Enter opens the source, Shift and F10 shows what can be done. The tables have the same numbers.`,
    axis: unit,
    window: null,
    windowChanged: () => {},
    focusChanged: (focus) => context.choose(focus && chosenAt(focus.box)),
    hoverChanged: (hover, at) => {
      const frame = hover && frameAt(hover.box);
      if (hover && frame)
        tooltip.show(
          tooltipContent(
            describeFrame(frame, context.locate(frame), nodeFacts(difference, nodeOfBox[hover.box] ?? -1, unit)),
          ),
          at,
        );
      else tooltip.hide();
    },
    open: ({ box }, stay) => {
      const frame = frameAt(box);
      if (frame) context.open(frame, stay);
    },
    menu: ({ box }, at) => {
      const chosen = chosenAt(box);
      if (chosen) context.menu(chosen, element, at);
    },
  });
  const element = h('div', { class: 'viewer-chart' }, chart.element, createDifferenceLegend());
  chart.element.append(tooltip.element);
  const chosen = context.chosen();
  if (chosen) {
    const node = nodeOfChosen(context.scene(), chosen);
    chart.showBox(widestBox(intervals, (box) => nodeOfBox[box] === node));
  }
  return {
    element,
    refresh: chart.repaint,
    search: createChartSearch({
      chart,
      intervals: () => intervals,
      isMatch: context.isMatch,
      within: () => null,
      isWhole: () => true,
    }),
    zoom: { by: chart.zoomBy, reset: chart.reset },
    focusKeyboard: chart.focusKeyboard,
    dispose: chart.dispose,
  };
}

/** As a part of the larger side: -1 gone, 1 new. */
const changeOf = ({ before, after, delta }: WeightDifference): number =>
  delta === 0 ? 0 : delta / Math.max(before, after);
