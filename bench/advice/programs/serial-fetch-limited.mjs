/** As serial-fetch, but the other side works on four requests at a time. */
import pMap from 'p-map';
import { ask } from '../models.mjs';

export const shape = 'serial awaits, limited downstream';
export const service = { latencyMs: 20, limit: 4 };
const users = Array.from({ length: 90 }, (_, user) => user);

const loadUser = async (user) => (await ask(`/users/${user}`)).length;

async function loadAll() {
  const sizes = [];
  for (const user of users) {
    const size = await loadUser(user);
    sizes.push(size);
  }
  return sizes.length;
}

export const variants = {
  original: { run: loadAll },
  bounded: {
    model: 'async',
    sizes: [2, 4, 16],
    run: async (concurrency) => (await pMap(users, loadUser, { concurrency })).length,
  },
};
