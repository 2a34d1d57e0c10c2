/** The flame chart with what stands around it: choice of thread, legend, buttons, and the line about the chosen box. */
import type { FrameCategory, Report, ThreadSummary } from '../../profiler/report.ts';
import { createDropdown, createIconButton, createProgressRing } from '../controls.ts';
import { h } from '../dom.ts';
import { callSource } from '../flame/callSource.ts';
import { boxColours } from '../flame/colours.ts';
import { describeBox } from '../flame/describeBox.ts';
import { createFlameChart, type FlameChart } from '../flame/flameChart.ts';
import type { FlameModel } from '../flame/flameModel.ts';
import { callTooltip, createTooltipAt } from '../flame/flameTooltip.ts';
import { frameLocation } from '../flame/frameLocation.ts';
import { loadFlame } from '../flame/loadFlame.ts';
import type { FocusedBox } from '../flame/moveFocus.ts';
import type { ProfileSource } from '../flame/readCpuProfile.ts';
import type { ViewStore } from '../viewStore.ts';
import { describeCall } from './callDetails.ts';
import { openable, type OpenLocation } from './openLocation.ts';
import { categoryText, threadKind, threadKindText } from './words.ts';

export interface FlamePanel {
  readonly tools: HTMLElement;
  readonly body: HTMLElement;
  /** Asks for the profile when the chart is first looked at. */
  shown(): void;
  showThread(threadId: string): void;
  /** A stretch of the main thread, in milliseconds of the run. */
  showSpan(startMs: number, endMs: number): void;
  receive(threadId: string, source: ProfileSource): void;
  fail(threadId: string, message: string): void;
  dispose(): void;
}

type State =
  | { readonly kind: 'unasked' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'ready'; readonly model: FlameModel };

/**
 * Of a span, on both sides of it: a recording begins some milliseconds (7, Node 20) after its thread, and the shortest
 * stall takes 50 ms.
 */
const spanMargin = 0.25;

export function createFlamePanel(
  report: Report,
  view: ViewStore,
  open: OpenLocation,
  /** Shows the line and leaves the focus in the chart. */
  show: OpenLocation,
  request: (threadId: string) => void,
): FlamePanel {
  const { threads } = report;
  const main = threads.find(({ kind }) => kind === 'main') ?? threads[0];
  const stored = threads.find(({ id }) => id === view.get().threadId);
  let threadId = (stored ?? main)?.id ?? null;
  // Models are large; only that of the thread on screen is kept.
  let state: State = { kind: 'unasked' };
  let chart: FlameChart | null = null;

  const chooser = h('div', { class: 'thread-chooser' });
  const body = h('div', { class: 'flame-body calls' });
  const buttons = h(
    'div',
    { class: 'zoom-buttons' },
    createIconButton('−', 'Zoom out (S or −)', () => chart?.zoomBy(1 / 2)),
    createIconButton('+', 'Zoom in (W or +)', () => chart?.zoomBy(2)),
    createIconButton('⤢', 'Show all (Escape)', () => chart?.reset()),
  );
  const tools = h('div', { class: 'flame-tools' }, chooser, createLegend(), buttons);

  const enter = (next: State) => {
    state = next;
    chart?.dispose();
    chart = null;
    buttons.hidden = next.kind !== 'ready';
    body.replaceChildren(contentOf(next));
  };
  const ask = () => {
    if (threadId === null)
      return enter({ kind: 'failed', message: 'No thread of this run was recorded, so there is nothing to draw.' });
    enter({ kind: 'loading' });
    request(threadId);
  };

  function contentOf(now: State): HTMLElement {
    switch (now.kind) {
      case 'unasked':
      case 'loading':
        return h(
          'div',
          { class: 'empty loading', role: 'status' },
          createProgressRing('Reading the profile'),
          'Reading the profile…',
        );
      case 'failed':
        return h('p', { class: 'empty', role: 'alert' }, now.message);
      case 'ready':
        if (now.model.intervals.start.length === 0)
          return h(
            'p',
            { class: 'empty' },
            'This thread never ran while it was sampled: it only waited, or it ended too soon.',
          );
        return createChart(now.model);
    }
  }

  function createChart(model: FlameModel): HTMLElement {
    const tooltip = createTooltipAt();
    const details = h('div', { class: 'flame-details', 'aria-live': 'polite' });
    const thread = threads.find(({ id }) => id === threadId);
    const locate = (box: FocusedBox) => {
      const frame = model.frames[model.intervals.frame[box.box] ?? -1];
      return frame ? frameLocation(frame, report.hotFunctions) : null;
    };
    const openBox = (box: FocusedBox) => {
      const location = openable(locate(box));
      if (location) open(location);
    };
    const window = view.get().flameWindow;
    chart = createFlameChart({
      model,
      source: callSource(model),
      palette: boxColours,
      click: 'show',
      label: `Flame chart of ${thread?.name ?? 'the thread'}. Arrow keys go from call to call, Enter opens the source, Escape shows all. The table of hot functions has the same numbers.`,
      window: window && { start: window.startMicros / model.tickMicros, end: window.endMicros / model.tickMicros },
      windowChanged: (next) =>
        view.update({
          flameWindow: next && { startMicros: next.start * model.tickMicros, endMicros: next.end * model.tickMicros },
        }),
      focusChanged: (box) => details.replaceChildren(...describeCall(model, box, locate, openBox)),
      hoverChanged: (box, at) => {
        const description = box && describeBox(model, box);
        if (box && description) tooltip.show(callTooltip(description, locate(box)), at);
        else tooltip.hide();
      },
      open: openBox,
      show: (box) => {
        const location = openable(locate(box));
        if (location) show(location);
      },
    });
    details.replaceChildren(...describeCall(model, null, locate, openBox));
    chart.element.append(tooltip.element);
    return h('div', {}, chart.element, details);
  }

  function showThread(next: string): void {
    if (next === threadId && state.kind !== 'unasked') return;
    if (next !== threadId) view.update({ flameWindow: null });
    threadId = next;
    view.update({ threadId });
    drawChooser();
    ask();
  }
  function drawChooser(): void {
    if (threads.length < 2 || threadId === null) return;
    chooser.replaceChildren(createDropdown('Thread', threads.map(toChoice), threadId, showThread));
  }

  function showSpan(startMs: number, endMs: number): void {
    if (!main) return;
    showThread(main.id);
    const margin = (endMs - startMs) * spanMargin;
    const startMicros = Math.max(0, (startMs - margin - main.startMs) * 1000);
    const flameWindow = { startMicros, endMicros: (endMs + margin - main.startMs) * 1000 };
    if (!(flameWindow.endMicros > startMicros)) return;
    view.update({ flameWindow });
    if (state.kind !== 'ready') return;
    const { tickMicros } = state.model;
    chart?.showWindow({ start: startMicros / tickMicros, end: flameWindow.endMicros / tickMicros });
  }

  drawChooser();
  buttons.hidden = true;
  enter({ kind: 'unasked' });
  return {
    tools,
    body,
    showSpan,
    shown: () => {
      if (state.kind === 'unasked') ask();
    },
    showThread,
    receive: (id, source) => {
      if (id !== threadId) return;
      loadFlame(source).then(
        (model) => id === threadId && enter({ kind: 'ready', model }),
        (error: unknown) =>
          id === threadId &&
          enter({
            kind: 'failed',
            message: `The CPU profile of this thread cannot be read: ${error instanceof Error ? error.message : String(error)}`,
          }),
      );
    },
    fail: (id, message) => {
      if (id === threadId) enter({ kind: 'failed', message });
    },
    dispose: () => chart?.dispose(),
  };
}

const toChoice = (thread: ThreadSummary) => ({
  value: thread.id,
  label: thread.kind === 'main' ? threadKindText.main : `${thread.name} (${threadKind(thread).toLowerCase()})`,
});

const legendCategories: readonly FrameCategory[] = ['user', 'dependency', 'node', 'native', 'gc'];

const createLegend = (): HTMLElement =>
  h(
    'ul',
    { class: 'flame-legend' },
    ...legendCategories.map((category) =>
      h(
        'li',
        {},
        h('span', { class: `category-dot category-${category}`, 'aria-hidden': 'true' }),
        categoryText[category],
      ),
    ),
  );
