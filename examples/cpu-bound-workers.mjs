// Counts primes in two worker threads: the main thread idles, the program does not.
// The profiler should say: CPU-bound, workers, with `countPrimes` hot inside them.
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';

function countPrimes(from, to) {
  let count = 0;
  candidates: for (let candidate = from; candidate < to; candidate++) {
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) continue candidates;
    count++;
  }
  return count;
}

if (isMainThread) {
  const limit = 8_000_000;
  const parts = [
    [2, limit / 2],
    [limit / 2, limit],
  ];
  const counts = await Promise.all(
    parts.map(
      (part) =>
        new Promise((resolve, reject) => {
          const worker = new Worker(new URL(import.meta.url), { workerData: part });
          worker.once('message', resolve);
          worker.once('error', reject);
        }),
    ),
  );
  console.log(`${counts[0] + counts[1]} primes below ${limit}`);
} else {
  parentPort.postMessage(countPrimes(...workerData));
}
