/**
 * One thread's profile, looked at in every way: pictures and tables of the same numbers. What is chosen, searched, hidden
 * or cut to a stretch of time in one of them is so in all.
 */
import type { Location } from '../../profiler/report.ts';
import { h } from '../dom.ts';
import type { FlameFrame } from '../flame/sampledProfile.ts';
import { createBanner } from './banner.ts';
import { findChosen, frameRow, toMatch, type Chosen } from './chosen.ts';
import { createDetails } from './details.ts';
import { frameActions } from './frameActions.ts';
import { createFrameMenu } from './frameMenu.ts';
import { openHelp } from './helpDialog.ts';
import {
  functionMatch,
  matchingFrames,
  searchFrames,
  type SearchResult,
  type ThreadProfile,
  type TimeRange,
} from './model/index.ts';
import { createPaint, type Paint } from './paint.ts';
import { createSceneSource } from './scene.ts';
import { matchesByTotal } from './matchesByTotal.ts';
import { createSearchBox } from './searchBox.ts';
import { summarise } from './searchSummary.ts';
import { createViewerTools } from './viewerTools.ts';
import type { SearchStep, ViewContext, ViewerPart } from './viewContext.ts';
import { fittingView, viewNames } from './viewNames.ts';
import type { ViewerView, ViewId } from './viewerView.ts';
import { listenToViewerKeys } from './viewerKeys.ts';
import { createPart } from './views/createPart.ts';

export interface ViewerOptions {
  readonly profile: ThreadProfile;
  /** Of the thread, for labels. */
  readonly title: string;
  readonly view: ViewerStore;
  locate(frame: FlameFrame): Location | null;
  /** `stay`: the focus is to remain in the viewer. */
  open(location: Location, stay: boolean): void;
  /** After each change of the stretch that numbers are of. */
  rangeChanged?(range: TimeRange | null): void;
}

export interface ViewerStore {
  get(): ViewerView;
  update(change: Partial<ViewerView>): void;
}

export interface ProfileViewer {
  readonly element: HTMLElement;
  showRange(range: TimeRange | null): void;
  /** Zooms the chart over time, and turns to it. */
  showWindow(window: TimeRange): void;
  dispose(): void;
}

export function createProfileViewer(options: ViewerOptions): ProfileViewer {
  const { profile, title, view: store } = options;
  const source = createSceneSource(profile);
  let chosen: Chosen | null = findChosen(profile.tree.frames, store.get().chosen);
  let result: SearchResult;
  let isMatch: Uint8Array | null = null;
  let paint: Paint;
  let painted: unknown = null;
  let part: ViewerPart;

  const scene = () => source.scene(store.get());
  const emphasise = () => {
    const { tree } = scene();
    paint.emphasise(isMatch, chosen && matchingFrames(tree.frames, functionMatch(chosen.frame)));
  };
  const choose = (next: Chosen | null) => {
    chosen = next;
    store.update({ chosen: toMatch(next) });
    emphasise();
    details.show();
  };
  const open = (frame: FlameFrame, stay: boolean) => {
    const location = options.locate(frame);
    if (location) options.open(location, stay);
  };
  const context: ViewContext = {
    scene,
    view: store.get,
    update: (change) => update(change),
    get paint() {
      return paint;
    },
    title,
    chosen: () => chosen,
    choose,
    isMatch: () => isMatch,
    locate: options.locate,
    open,
    menu: (meant, anchor, at) => {
      choose(meant);
      menu.open(meant, anchor, at);
    },
  };
  const turnTo = (view: ViewId) => {
    update({ view });
    part.focusKeyboard();
  };
  const details = createDetails(context, turnTo);
  const menu = createFrameMenu((meant) => frameActions(context, meant, turnTo));
  const search = createSearchBox({
    value: store.get().search,
    changed: (text) => {
      store.update({ search: text });
      find();
      emphasise();
      part.refresh();
      showFound();
    },
    step: (by) => (part.search ? part.search.step(by) : chooseNextFound(by)),
    left: () => part.focusKeyboard(),
  });
  const tools = createViewerTools({
    profile,
    view: store.get,
    turnTo: (view) => update({ view }),
    update: (change) => update(change),
    zoom: () => part.zoom ?? null,
    help: () => openHelp(profile.unit, viewNames),
  });
  const banner = createBanner(profile, context);
  const body = h('div', { class: 'viewer-body' });

  function find(): void {
    result = searchFrames(scene().tree.frames, { ...store.get().search, matchesCase: false });
    isMatch = result.kind === 'found' && store.get().search.text !== '' ? result.isMatch : null;
  }

  const showFound = () =>
    search.show(summarise(store.get().search.text, result, scene(), part.search?.count() ?? null));

  /** In a view of one function: the next function that is found, the largest first. */
  function chooseNextFound(by: 1 | -1): SearchStep | null {
    const current = scene();
    const found = isMatch ? matchesByTotal(isMatch, current) : [];
    const before = chosen ? found.indexOf(frameRow(current.tree, chosen)) : -1;
    const at = before < 0 ? (by > 0 ? 0 : found.length - 1) : (before + by + found.length) % found.length;
    const frame = current.tree.frames[found[at] ?? -1];
    if (!frame) return null;
    choose({ frame, node: null });
    showPart();
    return { at: at + 1, of: found.length };
  }

  function showPart(): void {
    const hadFocus = body.contains(document.activeElement);
    part?.dispose();
    part = createPart(fittingView(profile, store.get().view), context);
    body.replaceChildren(part.element, menu.element);
    if (hadFocus) part.focusKeyboard();
    showFound();
  }

  /** Everything that depends on the tree, its weights, or the colours. */
  function renew(): void {
    const { tree } = scene();
    const { colouredBy } = store.get();
    const key = [tree, colouredBy] as const;
    if (!Array.isArray(painted) || painted[0] !== key[0] || painted[1] !== key[1]) {
      paint = createPaint(tree.frames, colouredBy);
      painted = key;
    }
    if (chosen && frameRow(tree, chosen) < 0) chosen = null;
    find();
    emphasise();
    banner.show();
    details.show();
    tools.show();
  }

  function update(change: Partial<ViewerView>): void {
    const before = store.get();
    store.update(change);
    const onlyTheWindow = Object.keys(change).every((name) => name === 'window' || name === 'sortedBy');
    if (onlyTheWindow) return;
    const rangeOnly = change.range !== undefined && Object.keys(change).length === 1;
    renew();
    if (rangeOnly && part.rangeChanged) {
      part.rangeChanged();
      showFound();
    } else showPart();
    if (before.range !== store.get().range) options.rangeChanged?.(store.get().range);
  }

  const element = h(
    'div',
    { class: 'viewer' },
    tools.views,
    h('div', { class: 'viewer-options' }, tools.options, search.element),
    banner.element,
    body,
    details.element,
  );
  listenToViewerKeys(element, viewNames, {
    turnTo,
    search: search.focus,
    help: () => openHelp(profile.unit, viewNames),
  });
  renew();
  showPart();
  return {
    element,
    showRange: (range) => update({ range }),
    showWindow: (window) => {
      store.update({ window });
      update({ view: 'time' });
    },
    dispose: () => part.dispose(),
  };
}
