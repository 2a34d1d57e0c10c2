/** Where computing and waiting are looked at closely: calls over time, or waits by call path; one at a time. */
import type { Report } from '../../profiler/report.ts';
import { createSwitch } from '../controls.ts';
import { h } from '../dom.ts';
import { createLanes } from '../viewer/lanes/index.ts';
import { lanesOfReport } from '../viewer/lanes/lanesOfReport.ts';
import type { PositionMapping } from '../viewer/sourceMaps/positionMapping.ts';
import type { FlameKind } from '../viewState.ts';
import type { ViewStore } from '../viewStore.ts';
import { createFlamePanel, type FlamePanel } from './flamePanel.ts';
import type { OpenLocation } from './openLocation.ts';
import { createWaitingPanel } from './waitingPanel.ts';

export interface FlameTab extends Pick<FlamePanel, 'receive' | 'fail'> {
  readonly element: HTMLElement;
  /** Reads and draws when it is first looked at. */
  shown(): void;
  showThread(threadId: string): void;
  /** A stretch of the main thread, in milliseconds of the run. */
  showSpan(startMs: number, endMs: number): void;
  dispose(): void;
}

export function createFlameTab(
  report: Report,
  view: ViewStore,
  open: OpenLocation,
  /** Shows the line and leaves the focus in the chart. */
  show: OpenLocation,
  request: (threadId: string) => void,
  mapping: PositionMapping | null,
): FlameTab {
  const lanes = createLanes({
    input: lanesOfReport(report),
    view: {
      get: () => view.get().lanes,
      update: (change) => view.update({ lanes: { ...view.get().lanes, ...change } }),
    },
    threadId: view.get().threadId,
    rangeChanged: (range) => {
      calls.showRange(range);
      waits.showRange(range);
    },
    threadChosen: (threadId) => {
      calls.showThread(threadId);
      turnToCalls();
    },
  });
  const calls = createFlamePanel(
    report,
    view,
    open,
    show,
    request,
    {
      range: (range) => {
        lanes.showRange(range);
        waits.showRange(range);
      },
      thread: lanes.showThread,
    },
    mapping,
  );
  const waits = createWaitingPanel(report, view, open);
  const choice = h('div', { class: 'flame-kind' });
  const element = h(
    'div',
    { class: 'flame-panel' },
    lanes.element,
    h('div', { class: 'toolbar' }, choice, calls.tools, waits.tools),
    calls.body,
    waits.body,
  );
  const arrange = () => {
    const waiting = view.get().flameKind === 'waiting';
    calls.tools.hidden = calls.body.hidden = waiting;
    waits.tools.hidden = waits.body.hidden = !waiting;
  };
  const shown = () => (view.get().flameKind === 'waiting' ? waits : calls).shown();
  const turnTo = (flameKind: FlameKind) => {
    view.update({ flameKind });
    arrange();
    shown();
  };
  const drawChoice = () =>
    choice.replaceChildren(
      createSwitch(
        'What the chart shows',
        [
          { value: 'cpu', label: 'CPU', title: 'What a thread computed, over time' },
          { value: 'waiting', label: 'Waiting', title: 'What the event loop waited for, by call path' },
        ],
        view.get().flameKind,
        turnTo,
      ),
    );
  const turnToCalls = () => {
    turnTo('cpu');
    drawChoice();
  };
  drawChoice();
  arrange();
  return {
    element,
    shown,
    receive: calls.receive,
    fail: calls.fail,
    showThread: (threadId) => {
      calls.showThread(threadId);
      turnToCalls();
    },
    showSpan: (startMs, endMs) => {
      calls.showSpan(startMs, endMs);
      turnToCalls();
    },
    dispose: () => {
      lanes.dispose();
      calls.dispose();
      waits.dispose();
    },
  };
}
