/** What can be done about a recommendation from here: preview its edit, or measure it. */
import type { Recommendation } from '../../profiler/report.ts';
import { createBusyButton, createButton, type BusyButton } from '../controls.ts';
import { h } from '../dom.ts';
import type { FromPanel, ToPanel } from '../protocol.ts';

export type TrialState = Extract<ToPanel, { type: 'trialState' }>;

export interface RecommendationActions {
  /** Null where nothing can be done, and throughout in a report without an editor. */
  of(recommendation: Recommendation, rank: 'advice' | 'alternative'): HTMLElement | null;
  receive(state: TrialState): void;
}

/** Of a report without an editor. */
export const noActions: RecommendationActions = { of: () => null, receive: () => {} };

export function createRecommendationActions(send: (message: FromPanel) => void): RecommendationActions {
  const trials = new Map<string, { button: BusyButton; status: HTMLElement }>();
  return {
    of: ({ id, action, target, measured, title }, rank) => {
      const buttons: HTMLElement[] = [];
      if (action !== null) {
        const appearance = rank === 'advice' ? 'primary' : 'secondary';
        const apply = createButton('Apply…', appearance, () =>
          send({ type: 'applyRecommendation', recommendationId: id }),
        );
        apply.title = `Preview the changes: ${title}`;
        buttons.push(apply);
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
  };
}
