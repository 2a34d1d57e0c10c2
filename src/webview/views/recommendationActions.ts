/** What can be done about a recommendation from here: preview its edit, or measure it. */
import type { Recommendation } from '../../profiler/report.ts';
import { createBusyButton, type BusyButton } from '../controls.ts';
import { h } from '../dom.ts';
import type { FromPanel, ToPanel } from '../protocol.ts';
import { createEditOffers } from './editOffers.ts';
import type { OpenLocation } from './openLocation.ts';

export type TrialState = Extract<ToPanel, { type: 'trialState' }>;
export type EditOfferMessage = Extract<ToPanel, { type: 'editOffer' }>;

export interface RecommendationActions {
  /** Null where nothing can be done, and throughout in a report without an editor. */
  of(recommendation: Recommendation, rank: 'advice' | 'alternative'): HTMLElement | null;
  receive(state: TrialState): void;
  receiveOffer(offer: EditOfferMessage): void;
  dispose(): void;
}

/** Of a report without an editor. */
export const noActions: RecommendationActions = {
  of: () => null,
  receive: () => {},
  receiveOffer: () => {},
  dispose: () => {},
};

export function createRecommendationActions(
  send: (message: FromPanel) => void,
  open: OpenLocation,
): RecommendationActions {
  const offers = createEditOffers(send, open);
  const trials = new Map<string, { button: BusyButton; status: HTMLElement }>();
  return {
    of: ({ id, action, target, measured, title }, rank) => {
      const buttons: HTMLElement[] = [];
      if (action !== null) {
        buttons.push(offers.of(id, title, rank === 'advice' ? 'primary' : 'secondary'));
      }
      const status = h('span', { class: 'muted trial-status', role: 'status' });
      if (target !== null) {
        const button = createBusyButton(measured ? 'Compare Models Again…' : 'Compare Models…', () =>
          send({ type: 'trialRecommendation', recommendationId: id }),
        );
        button.element.title = `Run ${target.name} under each concurrency model and measure`;
        trials.set(id, { button, status });
        buttons.push(button.element, status);
      }
      return buttons.length === 0 ? null : h('div', { class: 'actions' }, ...buttons);
    },
    receive: ({ recommendationId, state, text }) => {
      const trial = trials.get(recommendationId);
      trial?.button.setBusy(state === 'running');
      if (trial) trial.status.textContent = text;
    },
    receiveOffer: ({ recommendationId, offer }) => offers.receive(recommendationId, offer),
    dispose: offers.dispose,
  };
}
