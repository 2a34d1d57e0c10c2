/** Many small objects that live for a while: the collector works as much as the program. */
const times = Math.round(150 * Number(process.argv[2] ?? 1));

function grow(depth) {
  return depth === 0 ? { left: null, right: null } : { left: grow(depth - 1), right: grow(depth - 1) };
}

function count({ left, right }) {
  return left === null ? 1 : 1 + count(left) + count(right);
}

const kept = [];
let nodes = 0;
for (let at = 0; at < times; at++) {
  kept[at % 4] = grow(16);
  nodes += count(kept[at % 4]);
}
console.log(nodes);
