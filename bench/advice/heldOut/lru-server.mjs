/** A server with an LRU cache that is too small for its keys: half of the requests compute. */
import { serve, serveInCluster } from '../models.mjs';

export const shape = 'server, LRU cache with misses';
export const load = { requests: 900, connections: 16 };

class LruCache {
  #entries = new Map();

  constructor(most) {
    this.most = most;
  }

  getOrCompute(key, compute) {
    const known = this.#entries.get(key);
    this.#entries.delete(key);
    const value = known ?? compute();
    this.#entries.set(key, value);
    if (this.#entries.size > this.most) this.#entries.delete(this.#entries.keys().next().value);
    return value;
  }
}

const cache = new LruCache(60);

/** Prime factors, the slow way: some milliseconds a number. */
function factorise(number) {
  const factors = [];
  for (let divisor = 2; number > 1; divisor++)
    while (number % divisor === 0) {
      factors.push(divisor);
      number /= divisor;
    }
  return factors;
}

const primes = [999983, 999979, 999961, 999959, 999953, 999931, 999917, 999907, 999883, 999863];
function report(key) {
  return JSON.stringify({
    key,
    factors: factorise(primes[key % 10] * (key + 2)),
    more: factorise(primes[(key + 3) % 10]),
  });
}

function handle(request, response) {
  const id = Number(request.url.slice(1));
  const key = id % 2 === 0 ? id % 20 : id % 331;
  response.end(cache.getOrCompute(key, () => report(key)));
}

export const variants = {
  original: { run: () => serve(handle) },
  cluster: { model: 'processes', sizes: [2], run: (size) => serveInCluster(handle, size) },
};
