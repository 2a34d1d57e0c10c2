// A nightly report: sales are parsed from JSON lines, grouped and written out again, in memory.
const lines = Array.from({ length: 4000 }, (_, id) =>
  JSON.stringify({
    id,
    region: ['north', 'south', 'east'][id % 3],
    lines: [{ sku: id % 97, amount: (id * 31) % 500 }],
  }),
);

function report(day) {
  const regions = new Map();
  for (const line of lines) {
    const sale = JSON.parse(line);
    const total = sale.lines.reduce((sum, { amount }) => sum + amount, 0);
    const group = regions.get(sale.region) ?? { count: 0, total: 0, skus: new Set() };
    group.count++;
    group.total += total;
    for (const { sku } of sale.lines) group.skus.add(sku);
    regions.set(sale.region, group);
  }
  const rows = [...regions].map(([region, { count, total, skus }]) => ({ day, region, count, total, skus: skus.size }));
  return JSON.stringify(
    rows.sort((a, b) => b.total - a.total),
    null,
    2,
  );
}

const end = performance.now() + 1500;
let written = 0;
for (let day = 0; performance.now() < end; day++) written += report(day).length;
console.log(`${written} characters of reports`);
