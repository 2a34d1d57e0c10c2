/** Speed-up of each variant as a bar with its interval, against the line at 1×. */
import type { TrialResult, TrialVariant } from '../../profiler/trialResult.ts';
import { axisTicks } from '../charts/axisTicks.ts';
import { h } from '../dom.ts';
import { formatSpeedupFine } from '../format.ts';
import { isBest, variantName } from './trialWords.ts';

/** Ticks are a bar's width apart that still leaves room for their numbers in a narrow panel. */
const wantedTicks = 4;

export function createTrialBars(trial: TrialResult): HTMLElement {
  const ticks = axisTicks(
    Math.max(1, ...trial.variants.map(({ speedup, wallMs }) => (wallMs.length < 2 ? speedup.expected : speedup.high))),
    wantedTicks,
  );
  const most = ticks.at(-1) ?? 1;
  return h(
    'div',
    { class: 'trial-bars', role: 'list', 'aria-label': 'Speed-up of each variant against one call after another' },
    ...trial.variants.map((variant) => createRow(variant, most, isBest(trial, variant))),
    h(
      'div',
      { class: 'trial-axis', 'aria-hidden': 'true' },
      ...ticks.map((tick) => {
        const label = h('span', {}, tick === 0 ? '0' : `${tick}×`);
        label.style.left = percent(tick, most);
        return label;
      }),
    ),
  );
}

const percent = (value: number, most: number): string => `${(Math.max(0, value) / most) * 100}%`;

function createRow(variant: TrialVariant, most: number, best: boolean): HTMLElement {
  const { speedup, model, errors, sameResults, wallMs } = variant;
  const faulty = errors > 0 || !sameResults;
  const bar = h('span', {
    class: `trial-bar${best ? ' best' : ''}${faulty ? ' faulty' : ''}${model === 'serial' ? ' serial' : ''}`,
  });
  bar.style.width = percent(speedup.expected, most);
  const error = h('span', { class: 'trial-interval' });
  error.style.left = percent(speedup.low, most);
  error.style.width = percent(speedup.high - speedup.low, most);
  const one = h('span', { class: 'trial-one' });
  one.style.left = percent(1, most);
  const interval = `${formatSpeedupFine(speedup.low)} to ${formatSpeedupFine(speedup.high)}`;
  const isBaseline = model === 'serial';
  // One measurement has no spread to show.
  const once = wallMs.length < 2;
  return h(
    'div',
    { class: 'trial-row', role: 'listitem' },
    h('span', { class: 'trial-name' }, variantName(variant), best && h('span', { class: 'trial-mark' }, 'best')),
    h('span', { class: 'trial-track', 'aria-hidden': 'true' }, bar, one, !once && speedup.high > speedup.low && error),
    h(
      'span',
      { class: 'trial-value' },
      h('strong', {}, formatSpeedupFine(speedup.expected)),
      h('span', { class: 'muted' }, isBaseline ? 'baseline' : once ? 'measured once' : interval),
    ),
  );
}
