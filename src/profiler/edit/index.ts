/** A recommended action and the user's files → the edit, or why there is none. Pure: reads through `files` only. */
import type { RecommendedAction } from '../report.ts';
import type { EditResult, ProjectFiles } from './editPlan.ts';
import { planBoundAwaits } from './boundAwaits/index.ts';
import { planChangeLimit } from './changeLimit/index.ts';
import { planMoveToWorker } from './moveToWorker/index.ts';
import { planRunInCluster } from './runInCluster/index.ts';
import { planSetPoolSize } from './setPoolSize/index.ts';
import { planUsePromiseVersion } from './usePromiseVersion/index.ts';

export type * from './editPlan.ts';

type Planner<Kind extends RecommendedAction['kind']> = (
  action: Extract<RecommendedAction, { kind: Kind }>,
  files: ProjectFiles,
) => EditResult;

const planners: { readonly [Kind in RecommendedAction['kind']]: Planner<Kind> } = {
  'bound-awaits': planBoundAwaits,
  'change-limit': planChangeLimit,
  'use-promise-version': planUsePromiseVersion,
  'move-to-worker': planMoveToWorker,
  'run-in-cluster': planRunInCluster,
  'set-pool-size': planSetPoolSize,
};

export function planEdit<Kind extends RecommendedAction['kind']>(
  action: Extract<RecommendedAction, { kind: Kind }>,
  files: ProjectFiles,
): EditResult {
  const plan = planners[action.kind] as Planner<Kind>;
  return plan(action, files);
}
