'use strict';
// Main thread and worker share the work and compute side by side.
const { Worker, isMainThread, parentPort, workerData } = require('node:worker_threads');

function checksum(ms, seed) {
  const end = Date.now() + ms;
  let hash = seed;
  while (Date.now() < end) for (let i = 0; i < 20_000; i++) hash = Math.imul(hash ^ i, 16777619) >>> 0;
  return hash;
}

if (isMainThread) {
  const worker = new Worker(__filename, { workerData: 1400 });
  worker.once('message', (theirs) => console.log(`theirs ${theirs}`));
  console.log(`mine ${checksum(1400, 1)}`);
} else {
  parentPort.postMessage(checksum(workerData, 2));
}
