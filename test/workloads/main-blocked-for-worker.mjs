// A synchronous facade over a worker: the main thread blocks in Atomics.wait until the worker has computed the answer.
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';

const [request, answer, result] = [0, 1, 2];
if (isMainThread) {
  const cells = new Int32Array(new SharedArrayBuffer(12));
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: cells });
  const factorSync = () => {
    const expected = Atomics.add(cells, request, 1) + 1;
    Atomics.notify(cells, request);
    while (Atomics.load(cells, answer) < expected) Atomics.wait(cells, answer, expected - 1);
    return cells[result];
  };
  const end = performance.now() + 1600;
  let answers = 0;
  for (; performance.now() < end; answers++) factorSync();
  console.log(`${answers} answers`);
  await worker.terminate();
} else {
  for (let served = 0; ; served++) {
    while (Atomics.load(workerData, request) <= served) Atomics.wait(workerData, request, served);
    const end = performance.now() + 50;
    let sum = 0;
    while (performance.now() < end) for (let i = 0; i < 1e4; i++) sum = (sum + i * i) | 0;
    workerData[result] = sum;
    Atomics.store(workerData, answer, served + 1);
    Atomics.notify(workerData, answer);
  }
}
