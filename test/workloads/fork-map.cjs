'use strict';
// Splits a search over two forked copies of itself and adds up what they find.
const { fork } = require('child_process');

function countPerfectRuns(from, until) {
  let runs = 0;
  for (let n = from; Date.now() < until; n += 2) {
    let sum = 0;
    for (let divisor = 1; divisor <= n / 2; divisor++) if (n % divisor === 0) sum += divisor;
    if (sum === n) runs++;
  }
  return runs;
}

if (process.argv[2] === 'child') {
  process.send(countPerfectRuns(Number(process.argv[3]), Date.now() + 1600));
} else {
  let total = 0;
  let open = 2;
  for (const from of [2, 3]) {
    const child = fork(__filename, ['child', String(from)]);
    child.on('message', (runs) => (total += runs));
    child.on('exit', () => {
      if (--open === 0) console.log(`${total} perfect numbers`);
    });
  }
}
