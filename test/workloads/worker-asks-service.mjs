// The I/O lives in a worker: it asks a service again and again while the main thread waits for the sum.
import { get } from 'node:http';
import { once } from 'node:events';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';

if (isMainThread) {
  const worker = new Worker(fileURLToPath(import.meta.url));
  const [total] = await once(worker, 'message');
  console.log(`total price ${total}`);
} else {
  const end = performance.now() + 2500;
  let total = 0;
  for (let id = 0; performance.now() < end; id++) {
    const [response] = await once(
      get(`http://127.0.0.1:${process.env.BACKEND_PORT}/rows?ms=60&from=${id}`),
      'response',
    );
    let body = '';
    for await (const chunk of response.setEncoding('utf8')) body += chunk;
    total += JSON.parse(body).rows[0].price;
  }
  parentPort.postMessage(total);
}
