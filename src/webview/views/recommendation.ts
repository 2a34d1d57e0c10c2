/** The advice: what to do, what it should bring, and what it rests on. */
import type { Recommendation } from '../../profiler/report.ts';
import { h, list, type Child } from '../dom.ts';
import { formatSpeedup } from '../format.ts';
import type { OpenLocation } from './openLocation.ts';
import { createPlaceText } from './place.ts';
import type { RecommendationActions } from './recommendationActions.ts';
import { confidenceText, modelText, sizeText } from './words.ts';

export function createRecommendations(
  recommendations: readonly Recommendation[],
  open: OpenLocation,
  actions: RecommendationActions,
): HTMLElement {
  const [advice, ...alternatives] = recommendations;
  return h(
    'section',
    { class: 'recommendation', 'aria-labelledby': 'advice-title' },
    ...(advice ? adviceOf(advice, alternatives, open, actions) : noAdvice()),
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
function adviceOf(
  advice: Recommendation,
  alternatives: readonly Recommendation[],
  open: OpenLocation,
  actions: RecommendationActions,
): Child[] {
  const { caveats, wouldChangeIf } = advice;
  return [
    createEyebrow(),
    h('h2', { id: 'advice-title' }, advice.title),
    h(
      'div',
      { class: 'advice-line' },
      h(
        'p',
        { class: 'facts target' },
        advice.target && createTarget(advice.target, open),
        h('span', {}, confidenceText(advice.confidence)),
      ),
      actions.of(advice, 'advice'),
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
        createDisclosure(
          `Alternatives (${alternatives.length})`,
          ...alternatives.map((one) => createAlternative(one, actions)),
        ),
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
  const { model, measured } = advice;
  // A trial's result takes the place of the prediction; what was predicted before is kept beside it.
  const predictedSpeedup = measured?.predicted ?? advice.predictedSpeedup;
  const size = measured?.size ?? advice.size;
  const predicts = model !== 'keep' && gains(predictedSpeedup);
  return h(
    'dl',
    { class: 'figures' },
    measured &&
      createFigure('Measured speed-up', formatSpeedup(measured.speedup.expected), measuredNote(measured.speedup)),
    predicts &&
      createFigure(
        measured ? 'Predicted' : 'Predicted speed-up',
        formatSpeedup(predictedSpeedup.expected),
        rangeText(predictedSpeedup),
        measured ? 'quiet' : undefined,
      ),
    createFigure('Model', modelText[model], ''),
    size !== null && createFigure('Size', String(size), sizeText(model, size)),
  );
}

const createFigure = (label: string, value: string, note: string, className?: string): HTMLElement =>
  h(
    'div',
    { class: className },
    h('dt', {}, label),
    h('dd', {}, h('strong', {}, value), note !== '' && h('span', {}, note)),
  );

type Range = Recommendation['predictedSpeedup'];

const gains = ({ low, expected, high }: Range): boolean => Math.max(low, expected, high) > 1;

const rangeText = ({ low, high }: Range): string =>
  formatSpeedup(low) === formatSpeedup(high) ? 'narrow range' : `${formatSpeedup(low)} to ${formatSpeedup(high)}`;

/** An interval that includes 1 is no gain, however large its middle. */
const measuredNote = (speedup: Range): string =>
  speedup.low <= 1 && speedup.high >= 1 ? `${rangeText(speedup)}: no certain difference` : rangeText(speedup);

function createAlternative(alternative: Recommendation, actions: RecommendationActions): HTMLElement {
  const { title, model, measured, why, caveats } = alternative;
  const predictedSpeedup = measured?.predicted ?? alternative.predictedSpeedup;
  const size = measured?.size ?? alternative.size;
  return h(
    'article',
    { class: 'alternative' },
    h('h3', {}, title),
    h(
      'p',
      { class: 'facts' },
      h('span', {}, modelText[model]),
      size !== null && h('span', {}, `${size} ${sizeText(model, size)}`),
      measured && h('span', {}, `measured ${speedupText(measured.speedup)}`),
      gains(predictedSpeedup) && h('span', {}, `${measured ? 'predicted ' : ''}${speedupText(predictedSpeedup)}`),
    ),
    list('why', [...why, ...caveats]),
    actions.of(alternative, 'alternative'),
  );
}

const speedupText = (speedup: Range): string => `${formatSpeedup(speedup.expected)} (${rangeText(speedup)})`;

function createDisclosure(summary: string, ...content: readonly Child[]): HTMLElement {
  return h('details', {}, h('summary', {}, summary), ...content);
}
