'use strict';
// Builds its tables for a good second, then only ticks: two phases that no single number describes.
function buildTables() {
  const end = Date.now() + 1300;
  const table = new Float64Array(1 << 16);
  while (Date.now() < end) for (let i = 1; i < table.length; i++) table[i] = Math.atan2(table[i - 1] + i, i);
  return table;
}

const table = buildTables();
let ticks = 0;
const timer = setInterval(() => {
  if (++ticks === 13) {
    clearInterval(timer);
    console.log(`table of ${table.length}, ${ticks} ticks`);
  }
}, 100);
