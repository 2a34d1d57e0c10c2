'use strict';
// Computes for its whole life; the timer at the end only prints.
function collatz(limit) {
  let longest = 0;
  for (let start = 1; start < limit; start++) {
    let steps = 0;
    for (let n = start; n !== 1; n = n % 2 === 0 ? n / 2 : 3 * n + 1) steps++;
    if (steps > longest) longest = steps;
  }
  return longest;
}

const end = Date.now() + 1600;
let longest = 0;
while (Date.now() < end) longest = collatz(20_000);
setTimeout(() => console.log(`longest chain: ${longest}`), 120);
