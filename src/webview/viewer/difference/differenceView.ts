/** How a difference is looked at: plain data, read back with suspicion. */
import type { Grouping, Normalisation, Transform } from '../model/index.ts';
import { restoreSearch, restoreTransforms, type SearchText } from '../viewerView.ts';

export const differenceViews = ['graph', 'function', 'file', 'package', 'category'] as const;
export type DifferenceViewId = 'graph' | Grouping;

export interface DifferenceView {
  readonly view: DifferenceViewId;
  readonly normalisation: Normalisation;
  readonly measure: 'self' | 'total';
  /** Only what is beyond the noise. */
  readonly onlyCertain: boolean;
  readonly search: SearchText;
  /** Of the tree of both, in the order in which they were asked for. */
  readonly transforms: readonly Transform[];
  readonly onlyMyCode: boolean;
}

export const normalisations: readonly Normalisation[] = ['time', 'samples', 'absolute'];

export const initialDifferenceView: DifferenceView = {
  view: 'graph',
  normalisation: 'absolute',
  measure: 'self',
  onlyCertain: false,
  search: { text: '', isRegularExpression: false },
  transforms: [],
  onlyMyCode: false,
};

export function restoreDifferenceView(stored: unknown): DifferenceView {
  if (typeof stored !== 'object' || stored === null) return initialDifferenceView;
  const { view, normalisation, measure, onlyCertain, search, transforms, onlyMyCode } = stored as Partial<
    Record<keyof DifferenceView, unknown>
  >;
  return {
    view: differenceViews.find((id) => id === view) ?? initialDifferenceView.view,
    normalisation: normalisations.find((one) => one === normalisation) ?? initialDifferenceView.normalisation,
    measure: measure === 'total' ? 'total' : 'self',
    onlyCertain: onlyCertain === true,
    search: restoreSearch(search),
    transforms: restoreTransforms(transforms),
    onlyMyCode: onlyMyCode === true,
  };
}
