/** Functions of the program that were run under several models: what was measured, instead of what was predicted. */
import type { TrialResult } from '../../profiler/trialResult.ts';
import { h, list } from '../dom.ts';
import { formatCount } from '../format.ts';
import { openable, type OpenLocation } from './openLocation.ts';
import { createPlaceText } from './place.ts';
import { createScalingCharts } from './scalingChart.ts';
import { createTrialBars } from './trialBars.ts';
import { createTrialTable } from './trialTable.ts';
import { trialEndText } from './trialWords.ts';
import { trialModelText } from './words.ts';

/** The newest one; older ones are a click away. Null when none was made. */
export function createTrials(trials: readonly TrialResult[], open: OpenLocation): HTMLElement | null {
  const [newest, ...older] = trials;
  if (!newest) return null;
  return h(
    'section',
    { class: 'card trials', 'aria-labelledby': 'trials-title' },
    h('h2', { id: 'trials-title' }, 'Measured models'),
    ...createTrial(newest, open),
    older.length > 0 &&
      h(
        'details',
        { class: 'older-trials' },
        h('summary', {}, `Earlier measurements (${older.length})`),
        ...older.map((trial) => h('article', {}, ...createTrial(trial, open))),
      ),
  );
}

function createTrial(trial: TrialResult, open: OpenLocation): (HTMLElement | null)[] {
  const { conclusion, variants, refused, warnings } = trial;
  return [
    createFacts(trial, open),
    h('p', { class: 'summary' }, conclusion),
    variants.length === 0
      ? h('p', { class: 'empty' }, 'No model was measured.')
      : h('div', { class: 'trial-figures' }, createTrialBars(trial), createScalingCharts(trial)),
    variants.length === 0 ? null : createTrialTable(trial),
    refused.length === 0
      ? null
      : h(
          'div',
          { class: 'refused' },
          h('h3', {}, 'Not measured'),
          h(
            'ul',
            { class: 'plain' },
            ...refused.map(({ model, reason }) => h('li', {}, h('strong', {}, `${trialModelText[model]}: `), reason)),
          ),
        ),
    list('plain trial-warnings', warnings),
  ];
}

function createFacts(
  { function: tried, calls, repeat, startedAt, nodeVersion, exit }: TrialResult,
  open: OpenLocation,
) {
  const facts = [
    `${formatCount(calls)} ${calls === 1 ? 'call' : 'calls'} a measurement`,
    repeat === 0
      ? 'one measurement of each, during the search'
      : `${formatCount(repeat)} ${repeat === 1 ? 'measurement' : 'measurements'} of each`,
    new Date(startedAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' }),
    `Node.js ${nodeVersion.replace(/^v/, '')}`,
    trialEndText[exit],
  ].filter((fact) => fact !== '');
  return h('p', { class: 'facts' }, createFunction(tried, open), ...facts.map((fact) => h('span', {}, fact)));
}

function createFunction({ name, location }: TrialResult['function'], open: OpenLocation): HTMLElement {
  const place = openable(location);
  if (!place) return h('span', {}, h('code', {}, name));
  const link = h('button', { class: 'link', type: 'button', title: place.file }, createPlaceText(place));
  link.addEventListener('click', () => open(place));
  return h('span', {}, h('code', {}, name), ' in ', link);
}
