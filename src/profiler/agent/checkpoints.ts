/** When to put a window on disk: soon at first, so that short programs leave something, then at a steady pace. */
const microsPerMilli = 1000;
const earlyMillis = [100, 250, 500, 1000];

export interface CheckpointPlan {
  readonly startedAt: number;
  readonly spacingMicros: number;
  readonly nextAt: number;
}

export function firstCheckpoint(startedAt: number, checkpointMs: number): CheckpointPlan {
  const spacingMicros = checkpointMs * microsPerMilli;
  const plan = { startedAt, spacingMicros, nextAt: startedAt };
  return { ...plan, nextAt: following(plan, startedAt) };
}

/** The plan after the checkpoint that is due now; null while none is. */
export function isDue(plan: CheckpointPlan, now: number): CheckpointPlan | null {
  return now < plan.nextAt ? null : { ...plan, nextAt: following(plan, now) };
}

function following(plan: CheckpointPlan, now: number): number {
  const early = earlyMillis.find((at) => plan.startedAt + at * microsPerMilli > now);
  const steady = now + plan.spacingMicros;
  return early === undefined ? steady : Math.min(steady, plan.startedAt + early * microsPerMilli);
}
