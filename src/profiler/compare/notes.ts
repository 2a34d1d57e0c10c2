/** What makes two runs hard to compare. */
import type { Speedup } from '../comparison.ts';
import type { Report } from '../report.ts';
import { differingNotes } from './differing.ts';
import { heldByOthersMs } from './queue.ts';
import type { Reports } from './reports.ts';

/** One sentence each. */
export function findNotes({ before, after }: Reports, speedup: Speedup | null): string[] {
  const [one, other] = [before.run, after.run];
  const notes = [
    ...differingNotes({ before, after }),
    one.platform !== other.platform && `The systems differ: ${one.platform} before, ${other.platform} after.`,
    one.cpuCount !== other.cpuCount &&
      `The numbers of processors differ: ${one.cpuCount} before, ${other.cpuCount} after.`,
    endingOf(before, 'earlier'),
    endingOf(after, 'later'),
    crowdOf(before, 'earlier'),
    crowdOf(after, 'later'),
    before.sampling.cpuIntervalRequestedMs !== after.sampling.cpuIntervalRequestedMs &&
      `CPU samples were ${before.sampling.cpuIntervalRequestedMs} ms apart before and ${after.sampling.cpuIntervalRequestedMs} ms after; profiling cost them different amounts of time.`,
    before.sampling.heapMode !== after.sampling.heapMode &&
      'Memory was sampled in different ways, so allocation sites are not compared.',
    speedup?.of === 'throughput' &&
      'Requests a second depend on how many were asked for: both runs need the same load.',
  ];
  return notes.filter((note): note is string => typeof note === 'string');
}

function endingOf({ run: { exit, attached }, verdict }: Report, when: string): string | null {
  if (attached) return `The ${when} run was attached to: its wall time is how long it was measured.`;
  if (exit.reason === 'stopped') return `The ${when} run was stopped: its wall time is not that of its work.`;
  if (exit.reason === 'killed') return `The ${when} run was killed: its wall time is not that of its work.`;
  if (exit.reason === 'crashed') return `The ${when} run crashed: it may not have done all of its work.`;
  if (exit.code !== 0 && exit.code !== null)
    return `The ${when} run ended with exit code ${exit.code}: it may not have done all of its work.`;
  return verdict.class === 'insufficient-data' ? `The ${when} run was too short for a verdict.` : null;
}

/** In a quiet run with processors to spare, the queue takes less. */
const crowded = 0.1;

function crowdOf(report: Report, when: string): string | null {
  const share = heldByOthersMs(report) / Math.max(report.run.wallMs, 1);
  return share < crowded
    ? null
    : `During the ${when} run other programs held the processors for ${Math.min(100, Math.round(100 * share))} % of the time: ` +
        'differences that this may explain count as noise. Profile again on a quieter machine to see them.';
}
