/** The run as a strip: stretches that differ from one another, with the class of each. */
import type { Phase, Report } from '../../profiler/report.ts';
import { h } from '../dom.ts';
import { formatMs } from '../format.ts';
import { budgetInWords } from './budgetBar.ts';
import { causeText, classTitle } from './words.ts';

/** Null where the run is of one piece. */
export function createPhases({ phases, run }: Report): HTMLElement | null {
  if (!phases || phases.length < 2 || !(run.wallMs > 0)) return null;
  return h(
    'div',
    { class: 'phases' },
    h('h3', {}, 'Phases'),
    h('ol', { class: 'phase-strip' }, ...phases.map((phase) => createPhase(phase, run.wallMs))),
    h('p', { class: 'phase-axis', 'aria-hidden': 'true' }, h('span', {}, '0'), h('span', {}, formatMs(run.wallMs))),
  );
}

function createPhase(phase: Phase, wallMs: number): HTMLElement {
  const text = phaseInWords(phase);
  const element = h(
    'li',
    { class: `phase class-${phase.class}`, title: `${text}\n${budgetInWords(phase.budget)}`, 'aria-label': text },
    h('span', { 'aria-hidden': 'true' }, classTitle[phase.class]),
  );
  element.style.left = `${(Math.max(0, phase.startMs) / wallMs) * 100}%`;
  element.style.width = `${(Math.max(0, phase.endMs - phase.startMs) / wallMs) * 100}%`;
  return element;
}

/** `1.21 s to 5.90 s: I/O-bound, work in the thread pool`. */
export function phaseInWords({ startMs, endMs, class: bound, cause }: Phase): string {
  const because = cause === null ? '' : `, ${causeText[cause].charAt(0).toLowerCase()}${causeText[cause].slice(1)}`;
  return `${formatMs(startMs)} to ${formatMs(endMs)}: ${classTitle[bound]}${cause === 'javascript' ? `, ${causeText.javascript}` : because}`;
}
