/** The page of a comparison: two captures side by side. */
import type { ComparedRun, Comparison } from '../../../profiler/comparison.ts';
import { createTabs } from '../../controls.ts';
import { h } from '../../dom.ts';
import { formatMs } from '../../format.ts';
import type { Host } from '../../host.ts';
import { createViewStore } from '../../viewStore.ts';
import { comparisonTabIds } from '../../viewState.ts';
import type { OpenLocation } from '../openLocation.ts';
import type { Page } from '../page.ts';
import { createComparisonAnswer } from './answer.ts';
import { createComparedFlameTab } from './flameTab.ts';
import { createMeasures } from './measures.ts';
import { createFunctionDifferences, createSiteDifferences, createTaskDifferences } from './tables.ts';

export interface Titles {
  readonly before: string;
  readonly after: string;
}

export function createComparisonPage(comparison: Comparison, titles: Titles, host: Host): Page {
  const { before, after, functions, tasks, memory, noiseBasis } = comparison;
  const view = createViewStore(host, after.captureDir, before.captureDir);
  const open: OpenLocation = (location) =>
    host.send({ type: 'openLocation', location, beside: true, keepFocus: false });
  const flame = createComparedFlameTab(titles, view, open, host.send);
  const turnedTo = (id: string) => {
    const comparisonTab = comparisonTabIds.find((known) => known === id) ?? 'functions';
    view.update({ comparisonTab });
    if (comparisonTab === 'flame') flame.shown();
  };
  const tabs = [
    {
      id: 'functions',
      label: 'Functions',
      count: functions,
      content: createFunctionDifferences(comparison, view, open),
    },
    { id: 'tasks', label: 'Tasks', count: tasks, content: createTaskDifferences(comparison, view, open) },
    { id: 'memory', label: 'Memory', count: memory, content: createSiteDifferences(comparison, view, open) },
    { id: 'flame', label: 'Flame graph', count: [], content: flame.element },
  ];
  const element = h(
    'main',
    { class: (comparison.differs ?? []).length > 0 ? 'page comparison uncoloured' : 'page comparison' },
    h(
      'header',
      { class: 'page-header' },
      h('h1', {}, titles.before === titles.after ? titles.after : `${titles.before} and ${titles.after}`),
      h(
        'dl',
        { class: 'compared-header' },
        ...createFacts('Before', titles.before, before),
        ...createFacts('After', titles.after, after),
      ),
    ),
    createComparisonAnswer(comparison),
    createMeasures(comparison),
    h(
      'section',
      { class: 'details', 'aria-label': 'Differences' },
      createTabs(
        'Differences',
        tabs.map(({ count, ...tab }) => (count.length > 0 ? { ...tab, count: count.length } : tab)),
        view.get().comparisonTab,
        turnedTo,
      ),
    ),
    h('p', { class: 'muted caption' }, noiseBasis),
  );
  if (view.get().comparisonTab === 'flame') flame.shown();
  return {
    element,
    receive: flame.receive,
    scrolled: () => view.update({ scrollTop: window.scrollY }),
    restoreScroll: () => window.scrollTo(0, view.get().scrollTop),
    dispose: flame.dispose,
  };
}

function createFacts(when: string, title: string, run: ComparedRun): HTMLElement[] {
  const facts = [
    title,
    new Date(run.startedAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' }),
    formatMs(run.wallMs),
    `Node.js ${run.nodeVersion.replace(/^v/, '')}`,
  ];
  return [
    h('dt', {}, when),
    h('dd', { class: 'facts', title: run.command.join(' ') }, ...facts.map((fact) => h('span', {}, fact))),
  ];
}
