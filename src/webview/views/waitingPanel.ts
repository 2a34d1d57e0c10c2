/** What the event loop waited for, by asynchronous call path: the flame graph with what stands around it. */
import type { Location, Report, WaitingNode } from '../../profiler/report.ts';
import { createIconButton, createSwitch } from '../controls.ts';
import { h } from '../dom.ts';
import { createFlameChart, type FlameChart } from '../flame/flameChart.ts';
import { createTooltipAt } from '../flame/flameTooltip.ts';
import type { FocusedBox } from '../flame/moveFocus.ts';
import { waitingInRange, type WaitingRange } from '../flame/waitingInRange.ts';
import { buildWaitingModel, type WaitingModel } from '../flame/waitingModel.ts';
import { waitingColours, waitingSource } from '../flame/waitingSource.ts';
import { formatCount, formatFullPlace, formatMs, formatPlace, formatShare } from '../format.ts';
import type { ViewStore } from '../viewStore.ts';
import { createKindDot } from './kindDot.ts';
import { openable, type OpenLocation } from './openLocation.ts';
import { createPlaceText } from './place.ts';
import { emptyText, rangeText } from './waitingWords.ts';

export interface WaitingPanel {
  readonly tools: HTMLElement;
  readonly body: HTMLElement;
  shown(): void;
  /** A part of the run, in milliseconds of it; null for all of it. */
  showRange(range: WaitingRange | null): void;
  dispose(): void;
}

/** More do not help the eye; the tooltip names every kind. */
const kindsInLegend = 6;

export function createWaitingPanel(report: Report, view: ViewStore, open: OpenLocation): WaitingPanel {
  const { waiting } = report;
  const empty = emptyText(report);
  const tools = h('div', { class: 'flame-tools waits-tools' });
  const body = h('div', { class: 'flame-body waits' });
  let chart: FlameChart | null = null;
  let range: WaitingRange | null = null;

  const draw = (whole: WaitingNode) => {
    chart?.dispose();
    const part = range && waitingInRange(whole, range, report.run.wallMs);
    const model = buildWaitingModel(part ?? whole, view.get().waitMeasure);
    ofRange.textContent = rangeText(range, part);
    ofRange.hidden = range === null;
    const drawn = createGraph(model, open);
    chart = drawn.chart;
    legend.replaceChildren(...legendItems(model));
    body.replaceChildren(ofRange, drawn.element);
  };
  const ofRange = h('p', { class: 'muted waits-range', hidden: true });
  const legend = h('ul', { class: 'flame-legend' });
  if (empty !== null) body.append(h('p', { class: 'empty' }, empty));
  else
    tools.append(
      createSwitch(
        'What the boxes are as wide as',
        [
          {
            value: 'idleMs',
            label: 'Loop waits',
            title: 'The time in which the event loop waited, shared by the operations that were open',
          },
          { value: 'waitMs', label: 'All waits', title: 'The wait of every operation, also where they overlap' },
        ],
        view.get().waitMeasure,
        (waitMeasure) => {
          view.update({ waitMeasure });
          if (waiting) draw(waiting);
        },
      ),
      legend,
      h(
        'div',
        { class: 'zoom-buttons' },
        createIconButton('−', 'Zoom out (S or −)', () => chart?.zoomBy(1 / 2)),
        createIconButton('+', 'Zoom in (W or +)', () => chart?.zoomBy(2)),
        createIconButton('⤢', 'Show all (Escape)', () => chart?.reset()),
      ),
    );
  return {
    tools,
    body,
    shown: () => {
      if (waiting && empty === null && chart === null) draw(waiting);
    },
    showRange: (next) => {
      range = next;
      if (waiting && chart !== null) draw(waiting);
    },
    dispose: () => chart?.dispose(),
  };
}

/** Below it a kind has no box that anyone could find. */
const leastShareInLegend = 0.001;

const legendItems = ({ kinds, totalMs }: WaitingModel): HTMLElement[] =>
  kinds
    .filter(({ ms }) => ms >= totalMs * leastShareInLegend)
    .slice(0, kindsInLegend)
    .map(({ kind, ms }) =>
      h('li', { title: formatMs(ms) }, createKindDot(kind), `${kind} ${formatShare(totalMs > 0 ? ms / totalMs : 0)}`),
    );

function createGraph(model: WaitingModel, open: OpenLocation): { element: HTMLElement; chart: FlameChart } {
  const tooltip = createTooltipAt();
  const details = h('div', { class: 'flame-details', 'aria-live': 'polite' });
  const nodeOf = (box: FocusedBox | null) => (box ? (model.nodes[box.box] ?? null) : null);
  const openNode = (node: WaitingNode | null) => {
    const location = openable(locationOf(node, model));
    if (location) open(location);
  };
  const chart = createFlameChart({
    model,
    source: waitingSource(model),
    palette: waitingColours,
    label:
      'Flame graph of waits. Callers stand above what they wait for. Arrow keys go from box to box, Enter zooms, Escape goes back, Control and Enter opens the source. The table of I/O has the same numbers.',
    axis: 'micros',
    window: null,
    windowChanged: () => {},
    focusChanged: (box) => details.replaceChildren(...describe(nodeOf(box), model, openNode)),
    hoverChanged: (box, at) => {
      const node = nodeOf(box);
      if (node) tooltip.show(tooltipContent(node, model), at);
      else tooltip.hide();
    },
    open: (box) => openNode(nodeOf(box)),
  });
  details.replaceChildren(...describe(null, model, openNode));
  chart.element.append(tooltip.element);
  return { element: h('div', {}, chart.element, details), chart };
}

const factsOf = (node: WaitingNode, { kindOfNode, nodes }: WaitingModel): [string, string][] => [
  ['Kind', node.kind ?? `mostly ${kindOfNode[nodes.indexOf(node)] ?? 'unknown'}`],
  [
    'Loop waits',
    `${formatMs(node.idleMs)}${nodes[0] ? ` (${formatShare(shareOf(node.idleMs, nodes[0].idleMs))})` : ''}`,
  ],
  ['All waits', formatMs(node.waitMs)],
  ['Operations', formatCount(node.count)],
  ['Mean wait', node.count > 0 ? formatMs(node.waitMs / node.count) : '–'],
];

const locationOf = (node: WaitingNode | null, { nodes, locationOfNode }: WaitingModel): Location | null =>
  node === null ? null : (locationOfNode[nodes.indexOf(node)] ?? null);

const shareOf = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);

function placeText(node: WaitingNode, model: WaitingModel): string {
  const location = locationOf(node, model);
  return location ? formatPlace(location) : '';
}

const tooltipContent = (node: WaitingNode, model: WaitingModel): HTMLElement[] => [
  h('p', { class: 'tooltip-name' }, node.name),
  h('p', { class: 'tooltip-place' }, placeText(node, model)),
  h('dl', {}, ...factsOf(node, model).flatMap(([label, value]) => [h('dt', {}, label), h('dd', {}, value)])),
];

function describe(node: WaitingNode | null, model: WaitingModel, openNode: (node: WaitingNode) => void): HTMLElement[] {
  if (!node)
    return [
      h(
        'span',
        { class: 'muted' },
        'The wider a box, the longer the wait. Double-click or Enter zooms to a box, Escape goes back, Ctrl with a click opens its line.',
      ),
    ];
  const location = locationOf(node, model);
  const items = factsOf(node, model).map(([label, value]) =>
    h('span', { class: 'detail' }, h('span', { class: 'muted' }, `${label.toLowerCase()} `), value),
  );
  if (!location) return [h('span', { class: 'detail-name' }, node.name), ...items];
  let place: HTMLElement = h('span', { class: 'muted' }, formatPlace(location));
  if (openable(location)) {
    place = h('button', { class: 'link', type: 'button', title: formatFullPlace(location) }, createPlaceText(location));
    place.addEventListener('click', () => openNode(node));
  }
  return [h('span', { class: 'detail-name' }, node.name), place, ...items];
}
