// Main thread and worker hand a counter to and fro: no work, no waiting for anything but each other.
import { MessageChannel, Worker, isMainThread, workerData } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';

if (isMainThread) {
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: port2, transferList: [port2] });
  const end = performance.now() + 1500;
  port1.on('message', ({ count, trail }) => {
    if (performance.now() < end) return port1.postMessage({ count: count + 1, trail: [...trail.slice(-20), count] });
    console.log(`${count} messages`);
    port1.close();
    worker.terminate();
  });
  port1.postMessage({ count: 0, trail: [] });
} else {
  workerData.on('message', (message) => workerData.postMessage({ ...message, count: message.count + 1 }));
}
