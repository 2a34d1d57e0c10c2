/** A server that computes each answer on its one thread. */
import { serve, serveInCluster, spin } from '../models.mjs';

export const shape = 'server, CPU-bound';
export const load = { requests: 400, connections: 16 };

function render(url) {
  let text = '';
  for (let part = 0; part < 20; part++) text += spin(150_000, url.length + part).toString(36);
  return text;
}

const handle = (request, response) => response.end(render(request.url));

export const variants = {
  original: { run: () => serve(handle) },
  cluster: { model: 'processes', sizes: [2, 4], run: (size) => serveInCluster(handle, size) },
};
