// A worker computes for 120 ms and rests for 120 ms, by turns; the main thread waits for it.
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { setTimeout as rest } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

if (isMainThread) {
  new Worker(fileURLToPath(import.meta.url)).on('message', (sum) => console.log(`sum ${sum.toFixed(0)}`));
} else {
  let sum = 0;
  for (let turn = 0; turn < 8; turn++) {
    const end = performance.now() + 120;
    while (performance.now() < end) for (let i = 1; i < 5000; i++) sum += Math.log(i);
    await rest(120);
  }
  parentPort.postMessage(sum);
}
