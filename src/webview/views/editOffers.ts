/** "Apply…" where the edit can be made, and why not and what to do by hand where it cannot. Asked for when it is seen. */
import { createButton } from '../controls.ts';
import { h } from '../dom.ts';
import type { EditOffer, FromPanel } from '../protocol.ts';
import type { OpenLocation } from './openLocation.ts';
import { createPlaceText } from './place.ts';

export interface EditOffers {
  /** Stands for the recommendation's edit. */
  of(recommendationId: string, title: string, appearance: 'primary' | 'secondary'): HTMLElement;
  receive(recommendationId: string, offer: EditOffer): void;
  dispose(): void;
}

export function createEditOffers(send: (message: FromPanel) => void, open: OpenLocation): EditOffers {
  const shown = new Map<string, { place: HTMLElement; button: HTMLElement }>();
  // A closed disclosure is not in view: its plans are made when it is opened, if ever.
  const inView = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      inView.unobserve(target);
      const recommendationId = (target as HTMLElement).dataset['recommendation'];
      if (recommendationId !== undefined) send({ type: 'requestEditOffer', recommendationId });
    }
  });
  return {
    of: (recommendationId, title, appearance) => {
      const button = createButton('Apply…', appearance, () => {
        if (!button.hasAttribute('disabled')) send({ type: 'applyRecommendation', recommendationId });
      });
      button.title = `Preview the changes: ${title}`;
      button.toggleAttribute('disabled', true);
      const place = h('div', { class: 'edit-offer', 'data-recommendation': recommendationId }, button);
      shown.set(recommendationId, { place, button });
      inView.observe(place);
      return place;
    },
    receive: (recommendationId, offer) => {
      const edit = shown.get(recommendationId);
      if (!edit) return;
      const { place, button } = edit;
      button.toggleAttribute('disabled', offer.kind !== 'possible');
      place.replaceChildren(offer.kind === 'possible' ? button : createRefusal(offer, open));
    },
    dispose: () => inView.disconnect(),
  };
}

function createRefusal(offer: Exclude<EditOffer, { kind: 'possible' }>, open: OpenLocation): HTMLElement {
  const { reason } = offer;
  if (offer.kind === 'outdated') return h('p', { class: 'edit-refused' }, reason);
  const { byHand, location } = offer;
  return h(
    'dl',
    { class: 'edit-refused' },
    h('dt', {}, 'Cannot be applied automatically'),
    h('dd', {}, reason, location && ' ', location && createLink(location, open)),
    h('dt', {}, 'By hand'),
    h('dd', {}, byHand),
  );
}

function createLink(location: Parameters<OpenLocation>[0], open: OpenLocation): HTMLElement {
  const link = h('button', { class: 'link', type: 'button', title: location.file }, createPlaceText(location));
  link.addEventListener('click', () => open(location));
  return link;
}
