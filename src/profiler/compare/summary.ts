/** What changed, in one or two sentences. */
import type { FunctionDifference, Speedup } from '../comparison.ts';
import { duration, factor, range } from './quantities.ts';
import type { Reports } from './reports.ts';

export function summarise(
  { before, after }: Reports,
  speedup: Speedup | null,
  functions: readonly FunctionDifference[],
): string {
  return [headline({ before, after }, speedup), contributor(functions, speedup)].filter(Boolean).join(' ');
}

function headline({ before, after }: Reports, speedup: Speedup | null): string {
  if (speedup === null) return 'Speed-up unknown: neither wall time nor requests tell how fast these runs were.';
  const figures =
    speedup.of === 'wall'
      ? `${duration(before.run.wallMs)} before, ${duration(after.run.wallMs)} after`
      : 'by the requests served in a second';
  if (!speedup.isSignificant) return `No difference beyond the noise: ${figures}.`;
  if (speedup.value > 1 || speedup.of === 'throughput')
    return `${factor(speedup.value)} as fast (${range(speedup)}): ${figures}.`;
  const longer = { low: 1 / speedup.high, high: 1 / speedup.low };
  return `Takes ${factor(1 / speedup.value)} as long (${range(longer)}): ${figures}.`;
}

/** The function whose own time explains most of it; none where no function's difference is beyond the noise. */
function contributor(functions: readonly FunctionDifference[], speedup: Speedup | null): string | null {
  // Functions that changed the other way would contradict the headline without explaining it.
  const direction = speedup?.isSignificant ? Math.sign(1 - speedup.value) : 0;
  const found = functions.find(
    ({ self, category }) => self.isSignificant && category !== 'program' && self.delta * direction >= 0,
  );
  if (!found) return null;
  const { name, self, presence } = found;
  const shown = name === '' ? '(anonymous)' : name;
  const by = duration(Math.abs(self.delta));
  if (presence === 'before-only') return `${shown}, which took ${by} itself, no longer shows.`;
  if (presence === 'after-only') return `${shown} is new and takes ${by} itself.`;
  return `${shown} takes ${by} ${self.delta < 0 ? 'less' : 'more'} itself.`;
}
