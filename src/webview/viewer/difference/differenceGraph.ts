/** Both profiles in one graph: a box as wide as the larger side, so that nothing of either is missing. */
import { h } from '../../dom.ts';
import { createFlameChart, type FlameChart } from '../../flame/flameChart.ts';
import { createTooltipAt } from '../../flame/flameTooltip.ts';
import type { FlameFrame } from '../../flame/sampledProfile.ts';
import { formatDelta } from '../../table/differenceColumns.ts';
import { describeFrame } from '../describe.ts';
import {
  leftHeavyBoxes,
  nodeDifference,
  unionWidths,
  type TreeDifference,
  type WeightDifference,
  type WeightUnit,
} from '../model/index.ts';
import { tooltipContent } from '../tooltip.ts';
import { formatWeight } from '../weightText.ts';
import { differenceColours, differenceShade, paleOffset } from './differenceColours.ts';
import type { Location } from '../../../profiler/report.ts';

export interface DifferenceGraphOptions {
  readonly difference: TreeDifference;
  readonly unit: WeightUnit;
  readonly label: string;
  /** Frame of the union → 1 where the search finds it; null when nothing is searched for. */
  readonly isMatch: Uint8Array | null;
  locate(frame: FlameFrame): Location | null;
  open(frame: FlameFrame, stay: boolean): void;
  /** A sentence on the chosen box; null for none. */
  chosen(facts: readonly HTMLElement[] | null): void;
}

/** 95 % of what chance does. */
const standardErrors = 1.96;

export function createDifferenceGraph(options: DifferenceGraphOptions): { element: HTMLElement; chart: FlameChart } {
  const { difference, unit, isMatch } = options;
  const { tree } = difference.union;
  const { intervals, nodeOfBox, weightPerTick, whole } = leftHeavyBoxes(tree, unionWidths(difference, 'larger'));
  const differenceOf = (node: number) => nodeDifference(difference, node);
  const shades = Uint8Array.from(nodeOfBox, (node, box) => {
    const found = differenceOf(node);
    const pale = isMatch !== null && isMatch[intervals.frame[box] ?? 0] === 0 ? paleOffset : 0;
    return differenceShade(changeOf(found), found.isWithinNoise) + pale;
  });
  const frameAt = (box: number) => tree.frames[intervals.frame[box] ?? -1];
  const factsOf = (box: number): [string, string][] => {
    const { before, after, delta, error, isWithinNoise } = differenceOf(nodeOfBox[box] ?? -1);
    const format = (weight: number) => formatWeight(weight, unit);
    return [
      ['Before', format(before)],
      ['After', format(after)],
      ['Difference', `${formatDelta(delta, format)}${isWithinNoise ? ', within the noise' : ''}`],
      ['Noise', `± ${format(error * standardErrors)}`],
    ];
  };
  const tooltip = createTooltipAt();
  const chart = createFlameChart({
    model: { intervals, weightPerTick, whole },
    source: {
      shade: (box) => shades[box] as number,
      name: (box) => {
        const found = differenceOf(nodeOfBox[box] ?? -1);
        const sign = found.isWithinNoise ? '' : found.delta > 0 ? '▲ ' : '▼ ';
        return `${sign}${frameAt(box)?.name ?? ''}`;
      },
    },
    palette: differenceColours,
    label: options.label,
    axis: unit,
    window: null,
    windowChanged: () => {},
    focusChanged: (focus) => {
      const frame = focus && frameAt(focus.box);
      if (!focus || !frame) return options.chosen(null);
      options.chosen([
        h('span', { class: 'detail-name' }, frame.name),
        ...factsOf(focus.box).map(([name, value]) =>
          h('span', { class: 'detail' }, h('span', { class: 'muted' }, `${name.toLowerCase()} `), value),
        ),
      ]);
    },
    hoverChanged: (hover, at) => {
      const frame = hover && frameAt(hover.box);
      if (hover && frame)
        tooltip.show(tooltipContent(describeFrame(frame, options.locate(frame), factsOf(hover.box))), at);
      else tooltip.hide();
    },
    open: ({ box }, stay) => {
      const frame = frameAt(box);
      if (frame) options.open(frame, stay);
    },
  });
  chart.element.append(tooltip.element);
  return { element: chart.element, chart };
}

/** As a part of the larger side: -1 gone, 1 new. */
const changeOf = ({ before, after, delta }: WeightDifference): number =>
  delta === 0 ? 0 : delta / Math.max(before, after);
