/** The switches above a difference: which view, how the two are made comparable, what is left out. */
import { createCheckbox, createIconButton, createSwitch } from '../../controls.ts';
import { h } from '../../dom.ts';
import { createViewChoice, createZoomButtons, type NamedView } from '../viewChoice.ts';
import type { ViewerPart } from '../viewContext.ts';
import type { WeightUnit } from '../model/index.ts';
import type { DifferenceView, DifferenceViewId } from './differenceView.ts';

export const differenceViewNames: readonly NamedView<DifferenceViewId>[] = [
  { id: 'graph', key: '1', label: 'Graph', title: 'Call paths of both, as wide as the larger side' },
  { id: 'function', key: '2', label: 'Functions', title: 'Table of functions' },
  { id: 'file', key: '3', label: 'Files', title: 'Table of files' },
  { id: 'package', key: '4', label: 'Packages', title: 'Table of npm packages' },
  { id: 'category', key: '5', label: 'Categories', title: 'Table of categories' },
];

export interface DifferenceToolsOptions {
  readonly unit: WeightUnit;
  view(): DifferenceView;
  update(change: Partial<DifferenceView>): void;
  zoom(): ViewerPart['zoom'] | null;
  help(): void;
}

export interface DifferenceTools {
  readonly views: HTMLElement;
  readonly options: HTMLElement;
  /** After the view has changed by a key. */
  show(): void;
}

export function createDifferenceTools({ unit, view, update, zoom, help }: DifferenceToolsOptions): DifferenceTools {
  const choice = createViewChoice(
    differenceViewNames,
    () => view().view,
    (next) => update({ view: next }),
  );
  const zoomButtons = createZoomButtons(zoom);
  const ofTables = h(
    'div',
    { class: 'viewer-checks' },
    createSwitch(
      'What is compared',
      [
        { value: 'self', label: 'Self', title: 'Its own, without what it calls' },
        { value: 'total', label: 'Total', title: 'With all that it calls' },
      ],
      view().measure,
      (measure) => update({ measure }),
    ),
    createCheckbox('Only beyond the noise', view().onlyCertain, (onlyCertain) => update({ onlyCertain })),
  );
  const scale = createSwitch(
    'How the two are put on one scale',
    [
      { value: 'absolute', label: 'As recorded', title: 'Without scaling' },
      ...(unit === 'micros'
        ? [{ value: 'time', label: 'By time', title: 'As if both had been recorded for as long' } as const]
        : []),
      { value: 'samples', label: 'By samples', title: 'As if both had taken as much: compares shares' },
    ],
    view().normalisation,
    (normalisation) => update({ normalisation }),
  );
  const show = () => {
    choice.show();
    const isGraph = view().view === 'graph';
    zoomButtons.hidden = !isGraph;
    ofTables.hidden = isGraph;
  };
  show();
  return {
    views: h(
      'div',
      { class: 'viewer-views' },
      choice.element,
      h('div', { class: 'viewer-buttons' }, zoomButtons, createIconButton('?', 'How to read this, and keys (?)', help)),
    ),
    options: h(
      'div',
      { class: 'viewer-checks' },
      scale,
      createCheckbox('Only my code', view().onlyMyCode, (onlyMyCode) => update({ onlyMyCode })),
      ofTables,
    ),
    show,
  };
}
