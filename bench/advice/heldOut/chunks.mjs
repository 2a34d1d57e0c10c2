/** Promise.all over chunks of eight: the slowest of each chunk is waited for, and some answers take five times as long. */
import pMap from 'p-map';
import { ask } from '../models.mjs';

export const shape = 'Promise.all over chunks';
export const service = { latencyMs: 40, spread: true };

const chunked = (list, length) =>
  Array.from({ length: Math.ceil(list.length / length) }, (_, at) => list.slice(at * length, (at + 1) * length));

const ids = Array.from({ length: 240 }, (_, id) => id);
const loadProfile = async (id) => ({ id, length: (await ask(`/profile/${id}`)).length });

async function loadProfiles() {
  const profiles = new Map();
  for (const chunk of chunked(ids, 8)) {
    const loaded = await Promise.all(chunk.map(loadProfile));
    for (const { id, length } of loaded) profiles.set(id, length);
  }
  return profiles.size;
}

export const variants = {
  original: { run: loadProfiles },
  bounded: {
    model: 'async',
    sizes: [8, 16, 32, 80],
    run: async (concurrency) => new Set((await pMap(ids, loadProfile, { concurrency })).map(({ id }) => id)).size,
  },
};
