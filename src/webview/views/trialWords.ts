/** A trial in words. */
import type { TrialResult, TrialVariant } from '../../profiler/trialResult.ts';
import { trialModelText } from './words.ts';

/** `Worker threads, 4`. */
export const variantName = ({ model, size }: Pick<TrialVariant, 'model' | 'size'>): string =>
  size === null ? trialModelText[model] : `${trialModelText[model]}, ${size}`;

export const isBest = ({ best }: TrialResult, { model, size }: TrialVariant): boolean =>
  best !== null && best.model === model && best.size === size;

/** Empty when it ran to its end. */
export const trialEndText: Readonly<Record<TrialResult['exit'], string>> = {
  finished: '',
  cancelled: 'Cancelled before its end',
  'time-limit': 'Ended by its time limit',
};
