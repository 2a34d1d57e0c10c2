/** A server that waits for another service: its event loop has time. */
import { ask, serve, serveInCluster } from '../models.mjs';

export const shape = 'server, I/O-bound';
export const service = { latencyMs: 40 };
export const load = { requests: 1200, connections: 24 };

async function handle(request, response) {
  const text = await ask(request.url);
  response.end(JSON.stringify({ length: text.length }));
}

export const variants = {
  original: { run: () => serve(handle) },
  cluster: { model: 'processes', sizes: [2], run: (size) => serveInCluster(handle, size) },
};
