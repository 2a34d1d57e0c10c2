/** Records copied, serialised and sorted by a comparison of the program's own. */
const times = Math.round(95 * Number(process.argv[2] ?? 1));
const records = Array.from({ length: 6000 }, (_, at) => ({
  id: (at * 7919) % 6007,
  name: `record ${(at * 104729) % 6000}`,
  tags: [`t${at % 11}`, `t${at % 5}`],
}));

const byName = (one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : one.id - other.id);
const copy = (list) => JSON.parse(JSON.stringify(list));
const sorted = (list) => structuredClone(list).sort(byName);

let first = '';
for (let at = 0; at < times; at++) first = sorted(copy(records))[at % 100].name;
console.log(first);
