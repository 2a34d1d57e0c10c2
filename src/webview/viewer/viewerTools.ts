/** The switch between views, and what changes all of them. */
import { createCheckbox, createIconButton, createSwitch } from '../controls.ts';
import { h } from '../dom.ts';
import type { ColouredBy, ThreadProfile } from './model/index.ts';
import { createViewChoice, createZoomButtons } from './viewChoice.ts';
import { fittingView, fittingViews } from './viewNames.ts';
import type { ViewerPart } from './viewContext.ts';
import type { ViewerView, ViewId } from './viewerView.ts';

export interface ViewerToolsOptions {
  readonly profile: ThreadProfile;
  view(): ViewerView;
  turnTo(view: ViewId): void;
  update(change: Partial<ViewerView>): void;
  zoom(): ViewerPart['zoom'] | null;
  help(): void;
}

export interface ViewerTools {
  readonly views: HTMLElement;
  readonly options: HTMLElement;
  /** After the view has changed by a key. */
  show(): void;
}

export function createViewerTools(options: ViewerToolsOptions): ViewerTools {
  const { profile, update } = options;
  const isHeap = profile.unit === 'bytes';
  const choice = createViewChoice(
    fittingViews(profile),
    () => fittingView(profile, options.view().view),
    options.turnTo,
  );
  const colours = h('div', { class: 'viewer-colours' });
  const showColours = () =>
    colours.replaceChildren(
      h('span', { class: 'muted' }, 'Colours'),
      createSwitch<ColouredBy>(
        'Colours of boxes',
        [
          { value: 'package', label: 'Package', title: 'A shade for each package and folder' },
          { value: 'category', label: 'Category', title: 'One colour each for your code, dependencies, Node.js…' },
        ],
        options.view().colouredBy,
        (colouredBy) => update({ colouredBy }),
      ),
    );
  const zoomButtons = createZoomButtons(options.zoom);
  const help = createIconButton('?', 'How time is attributed, and keys (?)', options.help);
  showColours();
  return {
    views: h(
      'div',
      { class: 'viewer-views' },
      choice.element,
      h('div', { class: 'viewer-buttons' }, zoomButtons, help),
    ),
    options: h(
      'div',
      { class: 'viewer-checks' },
      createCheckbox('Only my code', options.view().onlyMyCode, (onlyMyCode) => update({ onlyMyCode })),
      isHeap
        ? null
        : createCheckbox('Idle time', options.view().includesIdle, (includesIdle) => update({ includesIdle })),
      colours,
    ),
    show: () => {
      choice.show();
      zoomButtons.hidden = !['time', 'graph', 'sandwich'].includes(fittingView(profile, options.view().view));
    },
  };
}
