/** The line about what is chosen in a difference. */
import { h } from '../../dom.ts';
import type { Chosen } from '../chosen.ts';
import { createActionButtons, createPlaceLink } from '../chosenLine.ts';
import { describeFrame } from '../describe.ts';
import { frameActions } from '../frameActions.ts';
import type { DifferenceContext } from './differenceContext.ts';
import { chosenFacts } from './differenceFacts.ts';

export function createDifferenceDetails(context: DifferenceContext): { element: HTMLElement; show(): void } {
  const line = h('div', { class: 'flame-details' });
  // What a screen reader says while the keyboard goes from box to box.
  const spoken = h('div', { class: 'visually-hidden', 'aria-live': 'polite' });
  const hint = () =>
    h(
      'span',
      { class: 'muted' },
      'Blue and ▼ took less in the second profile, orange and ▲ more; grey does not differ beyond the noise. A right click shows what can be done.',
    );
  const describe = (chosen: Chosen) => {
    const { difference } = context.scene();
    const { frame } = chosen;
    return describeFrame(frame, context.locate(frame), chosenFacts(difference, chosen, context.unit));
  };
  return {
    element: h('div', { class: 'viewer-details' }, line, spoken),
    show: () => {
      const chosen = context.chosen();
      const description = chosen && describe(chosen);
      if (!chosen || !description) {
        spoken.textContent = '';
        line.replaceChildren(hint());
        return;
      }
      const { frame, place, owner, facts } = description;
      spoken.textContent = [
        frame.name,
        place,
        ...facts.map(([label, value]) => `${label.toLowerCase()} ${value}`),
      ].join(', ');
      line.replaceChildren(
        h('span', { class: 'detail-name' }, frame.name),
        createPlaceLink(context.locate(frame), owner, () => context.open(frame, false)),
        ...facts.map(([label, value]) =>
          h('span', { class: 'detail' }, h('span', { class: 'muted' }, `${label} `), value),
        ),
        createActionButtons(frameActions(context, chosen, null), (anchor) =>
          context.menu(chosen, anchor, { x: 0, y: anchor.offsetHeight }),
        ),
      );
    },
  };
}
