/** Whether an edit can be made of a recommendation, asked before it is offered. Pure: what it reads and plans with is given. */
import path from 'node:path';
import { byHand } from '../../profiler/edit/byHand.ts';
import type { EditResult, ProjectFiles } from '../../profiler/edit/editPlan.ts';
import type { RecommendedAction, Report } from '../../profiler/report.ts';
import type { EditOffer } from '../../webview/protocol.ts';
import { RememberedAnswers } from '../languageServer/rememberedAnswers.ts';
import { fileOf, fitOf } from './measuredText.ts';

export type PlanEdit = (action: RecommendedAction, files: ProjectFiles) => EditResult;

export class EditOffers {
  readonly #remembered = new RememberedAnswers<EditOffer>();

  /** Plans anew only where a file that the answer rests on has changed. */
  offer(action: RecommendedAction, report: Pick<Report, 'sources'>, files: ProjectFiles, plan: PlanEdit): EditOffer {
    const measured = report.sources.find(({ file }) => file === fileOf(action))?.sha256 ?? '';
    const question = `${measured}\n${JSON.stringify(action)}`;
    return this.#remembered.get(question, files, (read) => find(action, report, read, plan));
  }
}

function find(
  action: RecommendedAction,
  report: Pick<Report, 'sources'>,
  files: ProjectFiles,
  plan: PlanEdit,
): EditOffer {
  const name = path.basename(fileOf(action) ?? '');
  switch (fitOf(action, report, files)) {
    case 'missing':
      return { kind: 'outdated', reason: `${name} is no longer there.` };
    case 'changed':
      return { kind: 'outdated', reason: `${name} has changed since it was measured. Profile it again to act on it.` };
    case 'not-measured':
      return {
        kind: 'outdated',
        reason: `Nobody can tell whether ${name} is still as it was measured. Profile it again to act on it.`,
      };
    case 'same':
  }
  const result = plan(action, files);
  if (result.ok) return { kind: 'possible' };
  const location = 'location' in action ? action.location : null;
  return { kind: 'refused', reason: result.reason, byHand: byHand(action), location };
}
