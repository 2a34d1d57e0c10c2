/**
 * Graphs that go from callee to caller: the inverted graph of a whole profile, and the callers' half of a sandwich. They
 * are built a row at a time, and what is too narrow to be seen is not followed upwards: an inverted tree has a path for
 * every stack, hundreds of millions of nodes, of which a screen shows thousands.
 */
import { BoxRows, graphTicks, type Boxes } from './boxes.ts';
import { sumOf } from './nodeWeights.ts';
import { noNode, type CallTree, type NodeWeights } from './threadProfile.ts';

/** The full width is hardly ever more pixels than this; narrower boxes come in sight by choosing the one they stand on. */
export const leastShownShare = 1 / 16384;

/** Functions at the top of the stack, below each of them who called it. */
export function invertedBoxes(tree: CallTree, { self }: NodeWeights): Boxes {
  const tops: number[] = [];
  for (let node = 0; node < self.length; node++) if (self[node]! > 0) tops.push(node);
  return callerBoxes(tree, Int32Array.from(tops), self, sumOf(self));
}

/** From these nodes upwards, each as wide as its weight. `nodeOfBox` is one of the nodes that the box stands for. */
export function callerBoxes(tree: CallTree, starts: Int32Array, weightOfNode: Float64Array, whole: number): Boxes {
  const { frames, frameOfNode, parentOfNode } = tree;
  const weightPerTick = whole > 0 ? whole / graphTicks : 1;
  const leastWeight = whole * leastShownShare;
  const rows = new BoxRows();
  let level: Member[] = [{ from: 0, until: graphTicks, starts, ats: starts }];
  const next: Member[] = [];
  while (level.length > 0) {
    for (const { from, until, starts, ats } of level) {
      const groups = new Map<number, { weight: number; members: number[] }>();
      for (let member = 0; member < ats.length; member++) {
        const at = ats[member]!;
        if (at === noNode || frames[frameOfNode[at]!]!.role === 'root') continue;
        const frame = frameOfNode[at]!;
        let group = groups.get(frame);
        if (group === undefined) groups.set(frame, (group = { weight: 0, members: [] }));
        group.weight += weightOfNode[starts[member]!]!;
        group.members.push(member);
      }
      let before = 0;
      let start = from;
      for (const [frame, { weight, members }] of [...groups].sort((a, b) => b[1].weight - a[1].weight || a[0] - b[0])) {
        before += weight;
        if (weight < leastWeight) break;
        const end = Math.min(until, from + Math.round(before / weightPerTick));
        if (end <= start) continue;
        rows.add(start, end, frame, ats[members[0]!]!);
        next.push({
          from: start,
          until: end,
          starts: Int32Array.from(members, (member) => starts[member]!),
          ats: Int32Array.from(members, (member) => parentOfNode[ats[member]!]!),
        });
        start = end;
      }
    }
    if (!rows.endRow()) break;
    level = next.splice(0);
  }
  return rows.finish(whole, weightPerTick);
}

interface Member {
  readonly from: number;
  readonly until: number;
  readonly starts: Int32Array;
  readonly ats: Int32Array;
}
