// A worker naps in Atomics.wait until its turn comes; the main thread waits for its message. Nobody computes.
import { once } from 'node:events';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';

if (isMainThread) {
  const worker = new Worker(fileURLToPath(import.meta.url));
  const [naps] = await once(worker, 'message');
  console.log(`${naps} naps`);
} else {
  const cell = new Int32Array(new SharedArrayBuffer(4));
  let naps = 0;
  for (; naps < 6; naps++) Atomics.wait(cell, 0, 0, 250);
  parentPort.postMessage(naps);
}
