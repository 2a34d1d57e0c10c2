'use strict';
// Forks two helpers that mostly rest and report now and then; nobody computes.
const { fork } = require('child_process');

if (process.argv[2] === 'helper') {
  let reports = 0;
  const timer = setInterval(() => {
    process.send({ reports: ++reports });
    if (reports === 9) {
      clearInterval(timer);
      process.disconnect();
    }
  }, 300);
} else {
  const seen = { a: 0, b: 0 };
  for (const name of Object.keys(seen)) {
    const helper = fork(__filename, ['helper']);
    helper.on('message', ({ reports }) => (seen[name] = reports));
  }
  process.on('exit', () => console.log(seen));
}
