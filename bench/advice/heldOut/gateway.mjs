/** An HTTP server that asks a slow upstream twice a request, the second time only after the first answer. */
import { ask, serve, serveInCluster } from '../models.mjs';

export const shape = 'server, slow upstream asked twice';
export const service = { latencyMs: 35 };
export const load = { requests: 600, connections: 12 };

async function inTurn(request, response) {
  const user = await ask(`/user${request.url}`);
  const basket = await ask(`/basket${request.url}`);
  response
    .setHeader('content-type', 'application/json')
    .end(JSON.stringify({ user: user.length, basket: basket.length }));
}

async function bothAtOnce(request, response) {
  const [user, basket] = await Promise.all([ask(`/user${request.url}`), ask(`/basket${request.url}`)]);
  response
    .setHeader('content-type', 'application/json')
    .end(JSON.stringify({ user: user.length, basket: basket.length }));
}

export const variants = {
  original: { run: () => serve(inTurn) },
  together: { model: 'async', run: () => serve(bothAtOnce) },
  cluster: { model: 'processes', sizes: [2], run: (size) => serveInCluster(inTurn, size) },
};
