/** Waits for a timer, then computes as long: half and half. */
import { setTimeout as sleep } from 'node:timers/promises';

const times = Math.round(60 * Number(process.argv[2] ?? 1));

function score(seed) {
  let total = 0;
  for (let at = 1; at < 700_000; at++) total += Math.sqrt(at ^ seed) % 3;
  return total;
}

let best = 0;
for (let at = 0; at < times; at++) {
  await sleep(10);
  best = Math.max(best, score(at));
}
console.log(best > 0);
