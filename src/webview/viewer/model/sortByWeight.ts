/** Most calls have few callees, which are in order fastest by moving each to its place; above it that takes a square of steps. */
const mostMoved = 24;

/** Sorts `nodes[from]` to `nodes[until - 1]` by weight, the lightest first; of the same weight, the later node first. */
export function sortByWeight(nodes: Int32Array, from: number, until: number, weightOfNode: Float64Array): void {
  if (until - from > mostMoved) {
    nodes.subarray(from, until).sort((a, b) => weightOfNode[a]! - weightOfNode[b]! || b - a);
    return;
  }
  for (let at = from + 1; at < until; at++) {
    const node = nodes[at]!;
    const weight = weightOfNode[node]!;
    let to = at;
    for (; to > from; to--) {
      const other = nodes[to - 1]!;
      const otherWeight = weightOfNode[other]!;
      if (otherWeight < weight || (otherWeight === weight && other > node)) break;
      nodes[to] = other;
    }
    nodes[to] = node;
  }
}
