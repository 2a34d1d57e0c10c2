/** A server whose work is done by libuv's pool, which keeps every processor busy under this load. */
import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { serve, serveInCluster } from '../models.mjs';

export const shape = 'server, pool-bound';
export const load = { requests: 700, connections: 16 };
const derive = promisify(pbkdf2);

async function handle(request, response) {
  const key = await derive(request.url, 'salt', 20_000, 32, 'sha256');
  response.end(key.toString('hex'));
}

export const variants = {
  original: { run: () => serve(handle) },
  pool: {
    model: 'thread-pool',
    sizes: [2, 8],
    env: (size) => ({ UV_THREADPOOL_SIZE: String(size) }),
    run: () => serve(handle),
  },
  cluster: { model: 'processes', sizes: [2], run: (size) => serveInCluster(handle, size) },
};
