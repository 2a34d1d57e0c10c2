// Two workers count primes; the main thread only collects.
import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';

function isPrime(n) {
  for (let divisor = 2; divisor * divisor <= n; divisor++) if (n % divisor === 0) return false;
  return n > 1;
}

if (isMainThread) {
  const workers = [1, 2].map(
    (start) => new Worker(fileURLToPath(import.meta.url), { workerData: { start, ms: 1600 } }),
  );
  const counts = await Promise.all(workers.map(async (worker) => (await once(worker, 'message'))[0]));
  console.log(`${counts[0] + counts[1]} primes`);
} else {
  const end = performance.now() + workerData.ms;
  let found = 0;
  for (let n = workerData.start; performance.now() < end; n += 2) if (isPrime(n + 1e7)) found++;
  parentPort.postMessage(found);
}
