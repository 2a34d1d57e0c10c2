/** Two profiles side by side: one graph of both, and tables of what differs, with the noise of sampling shown. */
import type { Location } from '../../../profiler/report.ts';
import { createCheckbox, createSwitch, createTextField } from '../../controls.ts';
import { h } from '../../dom.ts';
import type { FlameFrame } from '../../flame/sampledProfile.ts';
import { formatShare } from '../../format.ts';
import {
  compareTrees,
  moveWeights,
  searchFrames,
  sumOf,
  transformTree,
  weigh,
  type ComparedSide,
  type ThreadProfile,
} from '../model/index.ts';
import { themeKind } from '../../theme.ts';
import { formatWeight } from '../weightText.ts';
import { differenceColours, legendSteps } from './differenceColours.ts';
import { createDifferenceGraph } from './differenceGraph.ts';
import { createDifferenceRows } from './differenceRows.ts';
import type { DifferenceView, DifferenceViewId } from './differenceView.ts';

export interface DifferenceViewerOptions {
  readonly before: ThreadProfile;
  readonly after: ThreadProfile;
  readonly titles: { readonly before: string; readonly after: string };
  readonly view: { get(): DifferenceView; update(change: Partial<DifferenceView>): void };
  locate(frame: FlameFrame): Location | null;
  open(location: Location, stay: boolean): void;
}

export interface DifferenceViewer {
  readonly element: HTMLElement;
  dispose(): void;
}

const viewLabels: readonly { readonly value: DifferenceViewId; readonly label: string; readonly title: string }[] = [
  { value: 'graph', label: 'Graph', title: 'Call paths of both, as wide as the larger side' },
  { value: 'function', label: 'Functions', title: 'Table of functions' },
  { value: 'file', label: 'Files', title: 'Table of files' },
  { value: 'package', label: 'Packages', title: 'Table of npm packages' },
  { value: 'category', label: 'Categories', title: 'Table of categories' },
];

export function createDifferenceViewer(options: DifferenceViewerOptions): DifferenceViewer {
  const { before, after, titles, view } = options;
  const { unit } = before;
  const sides = { before: sideOf(before), after: sideOf(after) };
  const body = h('div', { class: 'viewer-body' });
  const details = h('div', { class: 'flame-details', 'aria-live': 'polite' });
  const tools = h('div', { class: 'viewer-options difference-tools' });
  const sum = h('p', { class: 'difference-sum' });
  let dispose = () => {};

  const open = (frame: FlameFrame, stay: boolean) => {
    const location = options.locate(frame);
    if (location) options.open(location, stay);
  };
  const hint = 'Blue and ▼ took less in the second profile, orange and ▲ more; grey does not differ beyond the noise.';
  const showDetails = (facts: readonly HTMLElement[] | null) =>
    details.replaceChildren(...(facts ?? (view.get().view === 'graph' ? [h('span', { class: 'muted' }, hint)] : [])));

  function show(): void {
    dispose();
    dispose = () => {};
    const { view: shown, normalisation, measure, onlyCertain, search } = view.get();
    const difference = compareTrees(sides.before, sides.after, normalisation);
    const found = searchFrames(difference.union.tree.frames, {
      text: search,
      isRegularExpression: false,
      matchesCase: false,
    });
    const isMatch = search !== '' && found.kind === 'found' ? found.isMatch : null;
    const scaled =
      difference.scaleOfBefore === 1 ? '' : ` (${titles.before} scaled by ${difference.scaleOfBefore.toFixed(2)})`;
    sum.textContent = `${titles.before}: ${formatWeight(sumOf(difference.before.self), unit)}, ${titles.after}: ${formatWeight(
      sumOf(difference.after.self),
      unit,
    )}, ${changeText(sumOf(difference.before.self), sumOf(difference.after.self))}${scaled}`;
    showDetails(null);
    if (shown === 'graph') {
      const { element, chart } = createDifferenceGraph({
        difference,
        unit,
        label: `Call paths of ${titles.before} and ${titles.after}. Arrow keys go from box to box, Enter zooms, Escape goes back, Control and Enter opens the source. The tables have the same numbers.`,
        isMatch,
        locate: options.locate,
        open,
        chosen: showDetails,
      });
      dispose = chart.dispose;
      body.replaceChildren(element, createLegend());
    } else
      body.replaceChildren(
        createDifferenceRows({
          difference,
          grouping: shown,
          measure,
          unit,
          isMatch,
          onlyCertain,
          locate: options.locate,
          open: (frame) => open(frame, false),
        }),
      );
  }
  const update = (change: Partial<DifferenceView>) => {
    view.update(change);
    drawTools();
    show();
  };

  const search = createTextField('Find a function, file or package', view.get().search, (text) => {
    view.update({ search: text });
    show();
  });
  function drawTools(): void {
    const now = view.get();
    tools.replaceChildren(
      createSwitch('View', viewLabels, now.view, (next) => update({ view: next })),
      createSwitch(
        'How the two are put on one scale',
        [
          { value: 'absolute', label: 'As recorded', title: 'Without scaling' },
          ...(unit === 'micros'
            ? [{ value: 'time', label: 'By time', title: 'As if both had been recorded for as long' } as const]
            : []),
          { value: 'samples', label: 'By samples', title: 'As if both had taken as much: compares shares' },
        ],
        now.normalisation,
        (normalisation) => update({ normalisation }),
      ),
      ...(now.view === 'graph'
        ? []
        : [
            createSwitch(
              'What is compared',
              [
                { value: 'self', label: 'Self', title: 'Its own, without what it calls' },
                { value: 'total', label: 'Total', title: 'With all that it calls' },
              ],
              now.measure,
              (measure) => update({ measure }),
            ),
            createCheckbox('Only beyond the noise', now.onlyCertain, (onlyCertain) => update({ onlyCertain })),
          ]),
      search,
    );
  }
  drawTools();
  show();
  return {
    element: h('div', { class: 'viewer difference-viewer' }, tools, sum, body, details),
    dispose: () => dispose(),
  };
}

/** Idle time is no difference in what ran. */
function sideOf(profile: ThreadProfile): ComparedSide {
  const mapped = transformTree(profile.tree, [{ kind: 'leaveOut', what: { kind: 'role', role: 'idle' } }]);
  return {
    tree: mapped.tree,
    weights: moveWeights(mapped, weigh(profile, null)),
    durationMicros: profile.durationMicros,
    unit: profile.unit,
  };
}

function changeText(before: number, after: number): string {
  if (before === 0) return 'nothing to compare with';
  const change = after / before - 1;
  return `${change > 0 ? '+' : change < 0 ? '−' : ''}${formatShare(Math.abs(change))}`;
}

function createLegend(): HTMLElement {
  const colours = differenceColours(themeKind());
  return h(
    'ul',
    { class: 'flame-legend difference-legend', 'aria-label': 'Colours' },
    ...legendSteps.map(({ shade, label }) => {
      const dot = h('span', { class: 'category-dot', 'aria-hidden': 'true' });
      dot.style.background = colours[shade]?.fill ?? '';
      return h('li', {}, dot, label);
    }),
  );
}
