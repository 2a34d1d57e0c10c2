// The main thread takes a lock that a worker holds while it sleeps: blocked, not computing.
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';

const [open, turns] = [0, 9];
if (isMainThread) {
  const cell = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: cell });
  for (let turn = 1; turn <= turns; turn++) {
    while (Atomics.load(cell, open) < turn) Atomics.wait(cell, open, turn - 1);
  }
  console.log(`lock taken ${cell[open]} times`);
  await worker.terminate();
} else {
  const nap = new Int32Array(new SharedArrayBuffer(4));
  for (let turn = 0; turn < turns; turn++) {
    Atomics.wait(nap, 0, 0, 250);
    Atomics.add(workerData, open, 1);
    Atomics.notify(workerData, open);
  }
}
