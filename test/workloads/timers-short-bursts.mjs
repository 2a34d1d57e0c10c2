// Wakes up every 100 ms, computes for 4 ms, sleeps again: almost all of it is waiting.
import { setInterval as every } from 'node:timers/promises';

function burst(ms) {
  const end = performance.now() + ms;
  let checks = 0;
  while (performance.now() < end) checks++;
  return checks;
}

let total = 0;
let turns = 0;
for await (const _ of every(100)) {
  total += burst(4);
  if (++turns === 20) break;
}
console.log(`${total} checks in ${turns} bursts`);
