/** When a function computes although something that it asked for is open: that time is no waiting. */
import { endOfSample } from '../../capture/format/cpuColumns.ts';
import type { MeasuredThread } from '../measureThreads.ts';
import { functionOfNode } from '../threadRuns.ts';
import { walkSpans, type Spans } from './walk.ts';

/** By group: microseconds in which a thread computed in the function while an operation of its was open. */
export function computingWhileOpen(
  waits: Spans,
  threads: readonly MeasuredThread[],
  groupOf: (functionKey: string) => number,
  groupCount: number,
  groupsOfRow: (row: number) => Int32Array,
): Float64Array {
  const result = new Float64Array(groupCount);
  if (waits.count === 0) return result;
  const samples = threads.map(({ samples: one, blocked }) => ({
    one,
    blocked,
    groups: groupsOfNodes(one, groupOf),
    next: 0,
  }));
  const open = new Int32Array(groupCount);
  const reach = (time: number) => {
    for (const thread of samples) {
      const { columns } = thread.one;
      for (; thread.next < columns.timeOfSample.length; thread.next++) {
        const start = columns.timeOfSample[thread.next] as number;
        if (start >= time) break;
        const node = columns.nodeOfSample[thread.next] as number;
        if (node < 0) continue;
        const duration = endOfSample(columns, thread.next) - start - (thread.blocked[thread.next] as number);
        for (const group of thread.groups[node] as readonly number[]) {
          if ((open[group] as number) > 0) result[group] = (result[group] as number) + duration;
        }
      }
    }
  };
  walkSpans(waits, {
    reach,
    open: (row) => groupsOfRow(row).forEach((group) => (open[group] = (open[group] as number) + 1)),
    close: (row) => groupsOfRow(row).forEach((group) => (open[group] = (open[group] as number) - 1)),
  });
  return result;
}

/** By node: the groups on its stack, each once. Nodes without a new one share the list of their parent. */
function groupsOfNodes(
  samples: MeasuredThread['samples'],
  groupOf: (functionKey: string) => number,
): (readonly number[])[] {
  const { parentOfNode } = samples.columns;
  const none: readonly number[] = [];
  const lists: (readonly number[])[] = [];
  for (let node = 0; node < parentOfNode.length; node++) {
    const parent = parentOfNode[node] as number;
    const above = parent >= 0 ? (lists[parent] as readonly number[]) : none;
    const group = groupOf(functionOfNode(samples, node).key);
    lists.push(group < 0 || above.includes(group) ? above : [...above, group]);
  }
  return lists;
}
