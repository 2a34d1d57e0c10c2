/** How long each of several statements waits that await one after the other without need, by function. */
import type { AwaitSequence } from '../../capture/format/awaitSequences.ts';
import type { TaskSequence } from '../../report.ts';
import type { ProgramFrame } from './callSites.ts';
import type { Operations } from './readOperations.ts';
import type { Sites } from './sites.ts';

interface Sums {
  readonly sequence: AwaitSequence;
  readonly counts: Float64Array;
  readonly waits: Float64Array;
}

/** By group of functions; of several sequences in one function the one that waits longest. `ready`: when each was done. */
export function measureSteps(
  operations: Operations,
  sites: Sites,
  ready: Float64Array,
  groupOf: (frame: ProgramFrame) => number,
): Map<number, TaskSequence> {
  const places = sites.list.map(({ call, begunBy, count }) =>
    call.frames.flatMap(({ step }, at) =>
      step === null || call.frames[at]?.isDependency
        ? []
        : [{ ...step, group: groupOf(call.frames[at] as ProgramFrame), counts: begunBy.call === call && count > 0 }],
    ),
  );
  const byGroup = new Map<number, Map<AwaitSequence, Sums>>();
  for (let row = 0; row < operations.count; row++) {
    const weight = operations.weight[row] as number;
    const wait = Math.max(0, (ready[row] as number) - (operations.start[row] as number));
    for (const { group, sequence, index, counts } of places[sites.ofRow[row] as number] ?? []) {
      const sums = sumsOf(byGroup, group, sequence);
      if (counts) sums.counts[index] = (sums.counts[index] as number) + weight;
      sums.waits[index] = (sums.waits[index] as number) + wait * weight;
    }
  }
  return new Map([...byGroup].map(([group, sequences]) => [group, longest([...sequences.values()])]));
}

function sumsOf(byGroup: Map<number, Map<AwaitSequence, Sums>>, group: number, sequence: AwaitSequence): Sums {
  const ofGroup = byGroup.get(group) ?? new Map<AwaitSequence, Sums>();
  byGroup.set(group, ofGroup);
  const size = sequence.steps.length;
  const sums = ofGroup.get(sequence) ?? { sequence, counts: new Float64Array(size), waits: new Float64Array(size) };
  ofGroup.set(sequence, sums);
  return sums;
}

function longest(all: readonly Sums[]): TaskSequence {
  const waitOf = ({ waits }: Sums) => waits.reduce((sum, wait) => sum + wait, 0);
  const { sequence, counts, waits } = all.reduce((most, next) => (waitOf(next) > waitOf(most) ? next : most));
  return {
    isShown: sequence.isShown,
    steps: sequence.steps.map(({ from, needs }, index) => ({
      line: from,
      count: Math.round(counts[index] as number),
      waitMs: (waits[index] as number) / 1000,
      needs: [...needs],
    })),
  };
}
