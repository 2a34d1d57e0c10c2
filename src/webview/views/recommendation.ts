/** The advice: what to do, what it should bring, and what it rests on. */
import type { Recommendation } from '../../profiler/report.ts';
import { h, list, type Child } from '../dom.ts';
import { formatPlace, formatSpeedup } from '../format.ts';
import type { OpenLocation } from './openLocation.ts';
import { confidenceText, modelText, sizeText } from './words.ts';

export function createRecommendations(recommendations: readonly Recommendation[], open: OpenLocation): HTMLElement {
  const [advice, ...alternatives] = recommendations;
  return h(
    'section',
    { class: 'recommendation', 'aria-labelledby': 'advice-title' },
    h('p', { class: 'eyebrow' }, 'Recommendation'),
    ...(advice ? adviceOf(advice, open) : noAdvice()),
    alternatives.length > 0 &&
      createDisclosure(
        `Alternatives (${alternatives.length})`,
        ...alternatives.map((alternative) => createAlternative(alternative)),
      ),
  );
}

const noAdvice = (): Child[] => [
  h('h2', { id: 'advice-title' }, 'No recommendation'),
  h(
    'p',
    { class: 'summary' },
    'There was too little to measure. Let the program run longer, or repeat its work, and profile it again.',
  ),
];

function adviceOf(advice: Recommendation, open: OpenLocation): Child[] {
  return [
    h('h2', { id: 'advice-title' }, advice.title),
    advice.target && createTarget(advice.target, open),
    createFigures(advice),
    list('why', advice.why),
    advice.caveats.length > 0 && createDisclosure(`Caveats (${advice.caveats.length})`, list('plain', advice.caveats)),
    advice.wouldChangeIf.length > 0 &&
      createDisclosure(
        `What would change this advice (${advice.wouldChangeIf.length})`,
        list('plain', advice.wouldChangeIf),
      ),
  ];
}

function createTarget(target: NonNullable<Recommendation['target']>, open: OpenLocation): HTMLElement {
  const link = h(
    'button',
    { class: 'link', type: 'button', title: target.location.file },
    formatPlace(target.location),
  );
  link.addEventListener('click', () => open(target.location));
  return h('p', { class: 'target' }, h('code', {}, target.name), ' in ', link);
}

function createFigures(advice: Recommendation): HTMLElement {
  const { low, expected, high } = advice.predictedSpeedup;
  const gain = advice.model !== 'keep' && Math.max(low, expected, high) > 1;
  return h(
    'dl',
    { class: 'figures' },
    h(
      'div',
      {},
      h('dt', {}, 'Model'),
      h('dd', {}, h('strong', {}, modelText[advice.model]), h('span', {}, confidenceText(advice.confidence))),
    ),
    advice.size !== null &&
      h(
        'div',
        {},
        h('dt', {}, 'Size'),
        h('dd', {}, h('strong', {}, String(advice.size)), h('span', {}, sizeText[advice.model])),
      ),
    gain &&
      h(
        'div',
        {},
        h('dt', {}, 'Predicted speed-up'),
        h('dd', {}, h('strong', {}, formatSpeedup(expected)), h('span', {}, rangeText(low, high))),
      ),
  );
}

const rangeText = (low: number, high: number): string =>
  formatSpeedup(low) === formatSpeedup(high) ? 'narrow range' : `${formatSpeedup(low)} to ${formatSpeedup(high)}`;

function createAlternative(alternative: Recommendation): HTMLElement {
  const { low, expected, high } = alternative.predictedSpeedup;
  return h(
    'article',
    { class: 'alternative' },
    h('h3', {}, alternative.title),
    h(
      'p',
      { class: 'facts' },
      h('span', {}, modelText[alternative.model]),
      alternative.size !== null && h('span', {}, `${alternative.size} ${sizeText[alternative.model]}`),
      Math.max(low, expected, high) > 1 && h('span', {}, `${formatSpeedup(expected)} (${rangeText(low, high)})`),
    ),
    list('why', [...alternative.why, ...alternative.caveats]),
  );
}

function createDisclosure(summary: string, ...content: readonly Child[]): HTMLElement {
  return h('details', {}, h('summary', {}, summary), ...content);
}
