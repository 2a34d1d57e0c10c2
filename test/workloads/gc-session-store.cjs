'use strict';
// Keeps many small linked objects alive and replaces them in random order: the collector does most of the work.
const keep = 100_000;
const sessions = new Array(keep);
let seed = 7;

function historyOf(visits) {
  let history = null;
  for (let visit = 0; visit < visits; visit++) history = { before: history };
  return history;
}

const end = Date.now() + 1800;
let made = 0;
while (Date.now() < end) {
  for (let n = 0; n < 1000; n++, made++) {
    seed = (seed * 16807) % 2147483647;
    sessions[seed % keep] = historyOf(8);
  }
}
console.log(`${made} sessions made`);
