/** What was run, when, and what can be done with it. */
import type { RunInfo } from '../../profiler/report.ts';
import { createButton } from '../controls.ts';
import { h } from '../dom.ts';
import { formatMs } from '../format.ts';
import type { CaptureInfo, FromPanel } from '../protocol.ts';
import { exitText } from './words.ts';

export function createHeader(
  capture: CaptureInfo,
  run: RunInfo,
  send: ((message: FromPanel) => void) | null,
): HTMLElement {
  const facts = [
    new Date(run.startedAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' }),
    formatMs(run.wallMs),
    `Node.js ${run.nodeVersion.replace(/^v/, '')}`,
    `${run.cpuCount} ${run.cpuCount === 1 ? 'core' : 'cores'}`,
    exitText(run),
  ];
  return h(
    'header',
    { class: 'page-header' },
    h('h1', { title: run.command.join(' ') }, capture.title),
    send &&
      h(
        'div',
        { class: 'actions' },
        createButton('Profile Again', 'primary', () => send({ type: 'profileAgain' })),
        createButton('Profile Again and Compare', 'secondary', () => send({ type: 'profileAgainAndCompare' })),
        createButton('Compare With…', 'secondary', () => send({ type: 'compareWithOther' })),
        createButton('Export HTML', 'secondary', () => send({ type: 'exportHtml' })),
        createButton('Show Log', 'secondary', () => send({ type: 'showLog' })),
      ),
    h('p', { class: 'facts' }, ...facts.map((fact) => h('span', {}, fact))),
  );
}
