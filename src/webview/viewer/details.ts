/** The line about what is chosen, and what can be done with it. */
import { h } from '../dom.ts';
import { frameRow, type Chosen } from './chosen.ts';
import { createActionButtons, createPlaceLink } from './chosenLine.ts';
import { describeFrame, functionFacts, pathFacts, samplesFact, type Description } from './describe.ts';
import { frameActions } from './frameActions.ts';
import { noNode } from './model/index.ts';
import type { ViewContext } from './viewContext.ts';
import type { ViewId } from './viewerView.ts';

export interface Details {
  readonly element: HTMLElement;
  show(): void;
}

export function createDetails(context: ViewContext, turnTo: (view: ViewId) => void): Details {
  const line = h('div', { class: 'flame-details' });
  // What a screen reader says while the keyboard goes from box to box.
  const spoken = h('div', { class: 'visually-hidden', 'aria-live': 'polite' });
  const show = () => {
    const chosen = context.chosen();
    if (!chosen) {
      spoken.textContent = '';
      line.replaceChildren(
        h(
          'span',
          { class: 'muted' },
          'Click a function for its numbers, double-click zooms to it, Ctrl with a click opens its line, a right click shows what else can be done.',
        ),
      );
      return;
    }
    const description = describeChosen(context, chosen);
    spoken.textContent = [
      description.frame.name,
      description.place,
      ...description.facts.map(([label, value]) => `${label.toLowerCase()} ${value}`),
    ].join(', ');
    line.replaceChildren(
      h('span', { class: 'detail-name' }, description.frame.name),
      createPlaceLink(context.locate(chosen.frame), description.owner, () => context.open(chosen.frame, false)),
      ...description.facts.map(([label, value]) =>
        h('span', { class: 'detail' }, h('span', { class: 'muted' }, `${label} `), value),
      ),
      ...(description.why === null ? [] : [h('span', { class: 'detail-why' }, description.why)]),
      createActionButtons(frameActions(context, chosen, turnTo), (anchor) =>
        context.menu(chosen, anchor, { x: 0, y: anchor.offsetHeight }),
      ),
    );
  };
  return { element: h('div', { class: 'viewer-details' }, line, spoken), show };
}

function describeChosen(context: ViewContext, chosen: Chosen): Description {
  const scene = context.scene();
  const node = chosen.node === null ? noNode : (scene.mapped.newOfOld[chosen.node] ?? noNode);
  return describeFrame(chosen.frame, context.locate(chosen.frame), [
    ...(node === noNode ? [] : [...pathFacts(scene, node), ...samplesFact(scene, node)]),
    ...functionFacts(scene, frameRow(scene.tree, chosen)),
  ]);
}
