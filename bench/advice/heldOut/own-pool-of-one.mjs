/** A worker pool written by hand that was given one worker; its tasks are given out all at once. */
import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';

export const shape = 'own worker pool of size one';
const isPoolWorker = !isMainThread && workerData?.pool === 'distances';

/** Edit distance of two texts. */
function distance(a, b) {
  let previous = Uint32Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = new Uint32Array(b.length + 1);
    row[0] = i;
    for (let j = 1; j <= b.length; j++)
      row[j] = Math.min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    previous = row;
  }
  return previous[b.length];
}

const textOf = (seed) => Array.from({ length: 1400 }, (_, at) => 'abcdefgh'[(at * seed + at * at) % 8]).join('');

if (isPoolWorker) parentPort.on('message', (seed) => parentPort.postMessage(distance(textOf(seed), textOf(seed + 1))));

class Pool {
  constructor(size) {
    this.workers = Array.from(
      { length: size },
      () => new Worker(fileURLToPath(import.meta.url), { workerData: { pool: 'distances' } }),
    );
    this.idle = [...this.workers];
    this.waiting = [];
  }

  run(task) {
    return new Promise((resolve) => {
      this.waiting.push({ task, resolve });
      this.#assign();
    });
  }

  async #assign() {
    if (this.idle.length === 0 || this.waiting.length === 0) return;
    const [worker, { task, resolve }] = [this.idle.pop(), this.waiting.shift()];
    worker.postMessage(task);
    const [answer] = await once(worker, 'message');
    this.idle.push(worker);
    resolve(answer);
    this.#assign();
  }

  close() {
    return Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}

async function compareAll(size) {
  const pool = new Pool(size);
  const distances = await Promise.all(Array.from({ length: 150 }, (_, seed) => pool.run(seed + 3)));
  await pool.close();
  return distances.reduce((sum, one) => sum + one, 0);
}

export const variants = {
  original: { run: () => compareAll(1) },
  workers: { model: 'worker-threads', sizes: [2, 4], run: compareAll },
};
