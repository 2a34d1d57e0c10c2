/** Two profiles side by side: one graph of both, and tables of what differs, with the noise of sampling shown. */
import type { Location } from '../../../profiler/report.ts';
import { h } from '../../dom.ts';
import type { FlameFrame } from '../../flame/sampledProfile.ts';
import { formatShare } from '../../format.ts';
import { frameRow, type Chosen } from '../chosen.ts';
import { frameActions } from '../frameActions.ts';
import { createFrameMenu } from '../frameMenu.ts';
import { openHelp } from '../helpDialog.ts';
import { searchFrames, sumOf, type SearchResult, type ThreadProfile } from '../model/index.ts';
import { createSearchBox } from '../searchBox.ts';
import { summarise } from '../searchSummary.ts';
import { createTransformChips } from '../transformChips.ts';
import type { ViewerPart } from '../viewContext.ts';
import { listenToViewerKeys } from '../viewerKeys.ts';
import { formatWeight } from '../weightText.ts';
import type { DifferenceContext } from './differenceContext.ts';
import { createDifferenceDetails } from './differenceDetails.ts';
import { createDifferenceGraph } from './differenceGraph.ts';
import { createDifferenceRows } from './differenceRows.ts';
import { createDifferenceScenes } from './differenceScene.ts';
import { createDifferenceTools, differenceViewNames } from './differenceTools.ts';
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

export function createDifferenceViewer(options: DifferenceViewerOptions): DifferenceViewer {
  const { before, after, titles, view: store } = options;
  const { unit } = before;
  const sceneOf = createDifferenceScenes(before, after);
  let chosen: Chosen | null = null;
  let result: SearchResult;
  let isMatch: Uint8Array | null = null;
  let part: ViewerPart;

  const scene = () => sceneOf(store.get());
  const context: DifferenceContext = {
    scene,
    view: store.get,
    update: (change) => update(change),
    unit,
    titles,
    chosen: () => chosen,
    choose: (next) => {
      chosen = next;
      details.show();
    },
    isMatch: () => isMatch,
    locate: options.locate,
    open: (frame, stay) => {
      const location = options.locate(frame);
      if (location) options.open(location, stay);
    },
    menu: (meant, anchor, at) => {
      context.choose(meant);
      menu.open(meant, anchor, at);
    },
  };
  const turnTo = (view: DifferenceViewId) => {
    update({ view });
    part.focusKeyboard();
  };
  const help = () => openHelp(unit, differenceViewNames);
  const details = createDifferenceDetails(context);
  const menu = createFrameMenu((meant) => frameActions(context, meant, null));
  const tools = createDifferenceTools({
    unit,
    view: store.get,
    update: (change) => update(change),
    zoom: () => part.zoom ?? null,
    help,
  });
  const search = createSearchBox({
    value: store.get().search,
    changed: (text) => {
      store.update({ search: text });
      find();
      part.refresh();
      showFound();
    },
    step: (by) => part.search?.step(by) ?? null,
    left: () => part.focusKeyboard(),
  });
  const body = h('div', { class: 'viewer-body' });
  const sum = h('span', { class: 'difference-sum' });
  const chips = h('ul', { class: 'chips', 'aria-label': 'What the numbers are of' });

  function find(): void {
    const { text } = store.get().search;
    result = searchFrames(scene().tree.frames, { ...store.get().search, matchesCase: false });
    isMatch = result.kind === 'found' && text !== '' ? result.isMatch : null;
  }
  const showFound = () =>
    search.show(summarise(store.get().search.text, result, scene(), part.search?.count() ?? null));

  function show(): void {
    const hadFocus = body.contains(document.activeElement);
    if (chosen && frameRow(scene().tree, chosen) < 0) chosen = null;
    find();
    part?.dispose();
    const { view } = store.get();
    part = view === 'graph' ? createDifferenceGraph(context) : createDifferenceRows(context, view);
    body.replaceChildren(part.element, menu.element);
    if (hadFocus) part.focusKeyboard();
    sum.textContent = sumText(context);
    chips.replaceChildren(...createTransformChips(context));
    chips.hidden = chips.childElementCount === 0;
    tools.show();
    details.show();
    showFound();
  }
  function update(change: Partial<DifferenceView>): void {
    store.update(change);
    show();
  }

  const element = h(
    'div',
    { class: 'viewer difference-viewer' },
    tools.views,
    h('div', { class: 'viewer-options difference-tools' }, tools.options, search.element),
    h('div', { class: 'viewer-banner' }, h('div', { class: 'chip-line' }, sum, chips)),
    body,
    details.element,
  );
  listenToViewerKeys(element, differenceViewNames, { turnTo, search: search.focus, help });
  show();
  return { element, dispose: () => part.dispose() };
}

function sumText({ scene, titles, unit }: DifferenceContext): string {
  const { before, after, scaleOfBefore } = scene().difference;
  const [earlier, later] = [sumOf(before.self), sumOf(after.self)];
  const scaled = scaleOfBefore === 1 ? '' : ` (${titles.before} scaled by ${scaleOfBefore.toFixed(2)})`;
  return `${titles.before}: ${formatWeight(earlier, unit)}, ${titles.after}: ${formatWeight(later, unit)}, ${changeText(earlier, later)}${scaled}`;
}

function changeText(before: number, after: number): string {
  if (before === 0) return 'nothing to compare with';
  const change = after / before - 1;
  return `${change > 0 ? '+' : change < 0 ? '−' : ''}${formatShare(Math.abs(change))}`;
}
