/** A synchronous hash in the path of each request: its promise version would use the pool. */
import { pbkdf2, pbkdf2Sync } from 'node:crypto';
import { promisify } from 'node:util';
import { serve, serveInCluster } from '../models.mjs';

export const shape = 'server, synchronous crypto';
export const load = { requests: 500, connections: 16 };
const derive = promisify(pbkdf2);

async function handle(request, response) {
  const key = pbkdf2Sync(request.url, 'salt', 20_000, 32, 'sha256');
  response.end(key.toString('hex'));
}

async function handleInPool(request, response) {
  const key = await derive(request.url, 'salt', 20_000, 32, 'sha256');
  response.end(key.toString('hex'));
}

export const variants = {
  original: { run: () => serve(handle) },
  promises: { model: 'async', run: () => serve(handleInPool) },
  cluster: { model: 'processes', sizes: [2], run: (size) => serveInCluster(handle, size) },
};
