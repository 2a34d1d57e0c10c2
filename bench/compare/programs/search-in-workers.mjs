/** Two workers compute, and the main thread waits for both. */
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';

function countPrimes(from, to) {
  let count = 0;
  for (let n = from | 1; n < to; n += 2) {
    let prime = true;
    for (let k = 3; k * k <= n && prime; k += 2) prime = n % k !== 0;
    if (prime) count += 1;
  }
  return count;
}

if (isMainThread) {
  const last = Math.round(8_500_000 * Number(process.argv[2] ?? 1) ** (2 / 3));
  const search = (from, to) =>
    new Promise((resolve) =>
      new Worker(new URL(import.meta.url), { workerData: { from, to } }).once('message', resolve),
    );
  // The upper numbers take longer: 0.63 of them take as long as the rest.
  const counts = await Promise.all([search(3, 0.63 * last), search(0.63 * last, last)]);
  console.log(counts[0] + counts[1] > 0);
} else parentPort.postMessage(countPrimes(Math.round(workerData.from), workerData.to));
