/** Keeps a large map alive and throws away much beside it: the collector works harder than the program. */
import { inWorkers, pieces } from '../models.mjs';

export const shape = 'GC-bound';
const count = 1_200_000;

function eventOf(id) {
  return { id, user: `user ${id % 50_000}`, at: { hour: id % 24, minute: id % 60 }, tags: [id % 5, id % 7] };
}

export function group(ids) {
  const byUser = new Map();
  for (const id of ids) {
    const event = eventOf(id);
    const events = byUser.get(event.user) ?? [];
    byUser.set(event.user, [...events, event]);
  }
  let most = 0;
  for (const events of byUser.values()) most = Math.max(most, events.length);
  return most;
}

/** The same with one list a user that grows, instead of a copy of it for each event. */
function groupInPlace(ids) {
  const byUser = new Map();
  for (const id of ids) {
    const event = eventOf(id);
    const events = byUser.get(event.user);
    if (events) events.push(event);
    else byUser.set(event.user, [event]);
  }
  let most = 0;
  for (const events of byUser.values()) most = Math.max(most, events.length);
  return most;
}

const ids = Array.from({ length: count }, (_, id) => id);
export const shareOf = (part) => group(part);

export const variants = {
  original: { run: () => group(ids) },
  'in place': { model: 'optimize', run: () => groupInPlace(ids) },
  workers: {
    model: 'worker-threads',
    sizes: [2],
    run: async (size) => {
      const most = await inWorkers(import.meta.url, 'shareOf', pieces(ids, size), size);
      return most.reduce((sum, one) => sum + one, 0);
    },
  },
};
