/** The answer, before anything else on the page. */
import type { Report } from '../../profiler/report.ts';
import { h } from '../dom.ts';
import { formatCores, formatEvidence } from '../format.ts';
import { createBudget } from './budgetBar.ts';
import { createPhases } from './phases.ts';
import { causeText, classTitle, confidenceText, exitNotice } from './words.ts';

export function createVerdict(report: Report): HTMLElement {
  const { verdict, run } = report;
  const measured = verdict.class !== 'insufficient-data';
  const notice = exitNotice(run);
  return h(
    'section',
    { class: 'verdict', 'aria-labelledby': 'verdict-title', 'data-class': verdict.class },
    run.exit.error !== undefined && h('p', { class: 'notice failure', role: 'note' }, h('code', {}, run.exit.error)),
    notice && h('p', { class: 'notice', role: 'note' }, notice),
    h('p', { class: 'eyebrow' }, 'Verdict'),
    h(
      'div',
      { class: 'verdict-line' },
      h('h2', { id: 'verdict-title' }, classTitle[verdict.class]),
      measured &&
        h(
          'p',
          { class: 'verdict-cause' },
          verdict.cause && h('span', {}, causeText[verdict.cause]),
          h(
            'span',
            { class: 'muted', title: `Confidence ${verdict.confidence.toFixed(2)} of 1` },
            confidenceText(verdict.confidence),
          ),
        ),
    ),
    h('p', { class: 'summary' }, verdict.summary),
    (measured || run.wallMs > 0) && createBudget(verdict.budget),
    createPhases(report),
    createOffThread(verdict.offThreadCpuMs, run),
    createEvidence(verdict.evidence),
  );
}

/** Below this many cores a figure is noise of the sampler itself. */
const leastCores = 0.02;

function createOffThread(cpuMs: Report['verdict']['offThreadCpuMs'], run: Report['run']): HTMLElement | null {
  if (!(run.wallMs > 0)) return null;
  const figures = [
    { label: 'Thread pool', ms: cpuMs.threadPool },
    { label: 'Workers', ms: cpuMs.workers },
    { label: 'Child processes', ms: cpuMs.childProcesses },
  ].filter(({ ms }) => ms / run.wallMs >= leastCores);
  if (figures.length === 0) return null;
  return h(
    'div',
    { class: 'off-thread' },
    h('h3', {}, 'Computing elsewhere'),
    h(
      'dl',
      {},
      ...figures.map(({ label, ms }) =>
        h(
          'div',
          {},
          h('dt', {}, label),
          h(
            'dd',
            {},
            h('strong', {}, formatCores(ms / run.wallMs)),
            ` of ${run.cpuCount} ${run.cpuCount === 1 ? 'core' : 'cores'}`,
          ),
        ),
      ),
    ),
  );
}

/** As many as fit above the hot functions in a panel of half the window; the rest is one click away. */
const firstEvidence = 3;

function createEvidence(evidence: Report['verdict']['evidence']): HTMLElement | null {
  if (evidence.length === 0) return null;
  const first = evidence.slice(0, firstEvidence);
  const more = evidence.slice(firstEvidence);
  return h(
    'div',
    { class: 'evidence' },
    h('h3', { class: 'for-screen-readers' }, 'Evidence'),
    createEvidenceList(first),
    more.length > 0 && h('details', {}, h('summary', {}, `More evidence (${more.length})`), createEvidenceList(more)),
  );
}

const createEvidenceList = (evidence: Report['verdict']['evidence']): HTMLElement =>
  h(
    'ul',
    {},
    ...evidence.map((item) =>
      h('li', {}, h('span', {}, item.text), h('span', { class: 'evidence-value' }, formatEvidence(item))),
    ),
  );
