/** What the progress of a trial tells beside its step. Pure. */
import type { TrialProgress } from '../../profiler/trial/api.ts';
import type { TrialModel } from '../../profiler/trialResult.ts';

/** ". Best so far: 2 workers, 1.9 times as fast", once there is one. */
export function bestSoFar({ soFar }: Pick<TrialProgress, 'soFar'>): string {
  const best = soFar.toSorted((one, other) => other.speedup.low - one.speedup.low)[0];
  if (!best || best.speedup.low <= 1) return '';
  return `. Best so far: ${variantName(best)}, ${best.speedup.expected.toFixed(1)} times as fast`;
}

function variantName({ model, size }: { model: TrialModel; size: number | null }): string {
  const count = size === null ? '' : `${size} `;
  switch (model) {
    case 'serial':
      return 'one after another';
    case 'async':
      return `${count}calls in flight`;
    case 'worker-threads':
      return `${count}${size === 1 ? 'worker' : 'workers'}`;
    case 'processes':
      return `${count}${size === 1 ? 'process' : 'processes'}`;
    case 'distributed-queue':
      return `a queue with ${count}${size === 1 ? 'process' : 'processes'}`;
  }
}
