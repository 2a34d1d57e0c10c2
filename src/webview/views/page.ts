/** The page of one report: the answer on top, the ways to look closer below. */
import type { Report, Stall } from '../../profiler/report.ts';
import { createTabs, type Tab } from '../controls.ts';
import { h } from '../dom.ts';
import type { Host } from '../host.ts';
import type { CaptureInfo, ToPanel } from '../protocol.ts';
import { createViewStore } from '../viewStore.ts';
import { tabIds, type TabId } from '../viewState.ts';
import { createCpuOverTime } from './cpuOverTime.ts';
import { createPositionMapping } from '../viewer/sourceMaps/positionMapping.ts';
import { createFlameTab } from './flameTab.ts';
import { createHeader } from './header.ts';
import { createHotFunctions } from './hotFunctions.ts';
import { createIo } from './io.ts';
import { createMemory } from './memory.ts';
import type { OpenLocation } from './openLocation.ts';
import { createRecommendations } from './recommendation.ts';
import { createRecommendationActions, noActions } from './recommendationActions.ts';
import { createStalls } from './stalls.ts';
import { stallSpans } from './stallSpans.ts';
import { createStuck } from './stuck.ts';
import { createTasks } from './tasks.ts';
import { createThreads } from './threads.ts';
import { createTrials } from './trials.ts';
import { createVerdict } from './verdict.ts';
import { createWarnings } from './warnings.ts';

export interface Page {
  readonly element: HTMLElement;
  receive(message: ToPanel): void;
  /** The window has come to rest. */
  scrolled(): void;
  /** To where it was before the page was hidden; once the page is in the document. */
  restoreScroll(): void;
  dispose(): void;
}

export function createPage(capture: CaptureInfo, report: Report, host: Host): Page {
  const view = createViewStore(host, capture.dir);
  const open: OpenLocation = (location) =>
    host.send({ type: 'openLocation', location, beside: true, keepFocus: false });
  const show: OpenLocation = (location) => host.send({ type: 'openLocation', location, beside: true, keepFocus: true });
  const mapping = host.standalone ? null : createPositionMapping(host.send);
  const flame = createFlameTab(
    report,
    view,
    open,
    show,
    (threadId) => host.send({ type: 'requestCpuProfile', threadId }),
    mapping,
  );
  const turnedTo = (id: TabId) => {
    view.update({ tab: id });
    if (id === 'flame') flame.shown();
  };
  const turnTo = (id: TabId) => {
    panels.setAttribute('activeid', `tab-${id}`);
    turnedTo(id);
  };
  const showStall = ({ startMs, durationMs }: Stall) => {
    flame.showSpan(startMs, startMs + durationMs);
    turnTo('flame');
  };
  const actions = host.standalone ? noActions : createRecommendationActions(host.send, open);
  const spans = stallSpans(report.stalls, showStall);
  const tabs: Tab[] = [
    { id: 'hot', label: 'Hot functions', content: createHotFunctions(report, view, open) },
    { id: 'tasks', label: 'Tasks', ...counted(report.tasks), content: createTasks(report, view, open) },
    { id: 'io', label: 'I/O', ...counted(report.io), content: createIo(report, view, open) },
    { id: 'flame', label: 'Flame chart', content: flame.element },
    { id: 'memory', label: 'Memory', content: createMemory(report.memory, report.run.wallMs, open, spans) },
    {
      id: 'cpu',
      label: 'CPU',
      content: h(
        'div',
        {},
        createCpuOverTime(report.cpuTimeline, report.run, spans),
        createStalls(report.stalls, report.sampling.stallThresholdMs, open, showStall),
      ),
    },
    {
      id: 'threads',
      label: 'Threads',
      ...(report.threads.length > 1 ? counted(report.threads) : {}),
      content: createThreads(report.threads, (threadId) => {
        flame.showThread(threadId);
        turnTo('flame');
      }),
    },
    {
      id: 'warnings',
      label: 'Warnings',
      ...counted(report.warnings),
      content: createWarnings(
        report.warnings,
        report.sampling,
        host.standalone ? null : { dir: capture.dir, reveal: () => host.send({ type: 'revealCapture' }) },
      ),
    },
  ];
  const panels = createTabs('Details', tabs, view.get().tab, (id) => {
    const tab = tabIds.find((known) => known === id);
    if (tab) turnedTo(tab);
  });
  if (view.get().tab === 'flame') flame.shown();

  const element = h(
    'main',
    { class: 'page' },
    createHeader(capture, report.run, host.standalone ? null : host.send),
    createStuck(report, open),
    h('div', { class: 'answer' }, createVerdict(report), createRecommendations(report.recommendations, open, actions)),
    createTrials(report.trials ?? [], open),
    h('section', { class: 'details', 'aria-label': 'Details' }, panels),
  );
  return {
    element,
    scrolled: () => view.update({ scrollTop: window.scrollY }),
    dispose: () => {
      flame.dispose();
      actions.dispose();
    },
    // The table gets its height from the style sheet, so the page is as tall as before at once.
    restoreScroll: () => window.scrollTo(0, view.get().scrollTop),
    receive: (message) => {
      switch (message.type) {
        case 'cpuProfile':
          flame.receive(message.threadId, { profile: message.bytes, functionRanges: message.functionRanges });
          break;
        case 'cpuProfileFailed':
          flame.fail(message.threadId, message.message);
          break;
        case 'trialState':
          actions.receive(message);
          break;
        case 'editOffer':
          actions.receiveOffer(message);
          break;
        default:
          mapping?.receive(message);
      }
    },
  };
}

/** The number beside a tab's name; none for nothing. */
const counted = ({ length }: readonly unknown[]): { count?: number } => (length > 0 ? { count: length } : {});
