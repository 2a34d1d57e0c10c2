/** The advice: what to do, what it should bring, and what it rests on. */
import type { Recommendation } from '../../profiler/report.ts';
import { h, list, type Child } from '../dom.ts';
import { formatSpeedup } from '../format.ts';
import type { OpenLocation } from './openLocation.ts';
import { createPlaceText } from './place.ts';
import { confidenceText, modelText, sizeText } from './words.ts';

export function createRecommendations(recommendations: readonly Recommendation[], open: OpenLocation): HTMLElement {
  const [advice, ...alternatives] = recommendations;
  return h(
    'section',
    { class: 'recommendation', 'aria-labelledby': 'advice-title' },
    ...(advice ? adviceOf(advice, alternatives, open) : noAdvice()),
  );
}

const createEyebrow = (): HTMLElement => h('p', { class: 'eyebrow' }, 'Recommendation');

const noAdvice = (): Child[] => [
  createEyebrow(),
  h('h2', { id: 'advice-title' }, 'No recommendation'),
  h(
    'p',
    { class: 'summary' },
    'There was too little to measure. Let the program run longer, or repeat its work, and profile it again.',
  ),
];

/** What to do, and beside or below it why. */
function adviceOf(advice: Recommendation, alternatives: readonly Recommendation[], open: OpenLocation): Child[] {
  const { caveats, wouldChangeIf } = advice;
  return [
    createEyebrow(),
    h('h2', { id: 'advice-title' }, advice.title),
    h(
      'p',
      { class: 'facts target' },
      advice.target && createTarget(advice.target, open),
      h('span', {}, confidenceText(advice.confidence)),
    ),
    createFigures(advice),
    list('why', advice.why),
    h(
      'div',
      { class: 'disclosures' },
      caveats.length > 0 && createDisclosure(`Caveats (${caveats.length})`, list('plain', caveats)),
      wouldChangeIf.length > 0 &&
        createDisclosure(`What would change it (${wouldChangeIf.length})`, list('plain', wouldChangeIf)),
      alternatives.length > 0 &&
        createDisclosure(`Alternatives (${alternatives.length})`, ...alternatives.map(createAlternative)),
    ),
  ];
}

function createTarget(target: NonNullable<Recommendation['target']>, open: OpenLocation): HTMLElement {
  const link = h(
    'button',
    { class: 'link', type: 'button', title: target.location.file },
    createPlaceText(target.location),
  );
  link.addEventListener('click', () => open(target.location));
  return h('span', {}, h('code', {}, target.name), ' in ', link);
}

function createFigures(advice: Recommendation): HTMLElement {
  const { low, expected, high } = advice.predictedSpeedup;
  const gain = advice.model !== 'keep' && Math.max(low, expected, high) > 1;
  return h(
    'dl',
    { class: 'figures' },
    gain && createFigure('Predicted speed-up', formatSpeedup(expected), rangeText(low, high)),
    createFigure('Model', modelText[advice.model], ''),
    advice.size !== null && createFigure('Size', String(advice.size), sizeText(advice.model, advice.size)),
  );
}

const createFigure = (label: string, value: string, note: string): HTMLElement =>
  h('div', {}, h('dt', {}, label), h('dd', {}, h('strong', {}, value), note !== '' && h('span', {}, note)));

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
      alternative.size !== null &&
        h('span', {}, `${alternative.size} ${sizeText(alternative.model, alternative.size)}`),
      Math.max(low, expected, high) > 1 && h('span', {}, `${formatSpeedup(expected)} (${rangeText(low, high)})`),
    ),
    list('why', [...alternative.why, ...alternative.caveats]),
  );
}

function createDisclosure(summary: string, ...content: readonly Child[]): HTMLElement {
  return h('details', {}, h('summary', {}, summary), ...content);
}
