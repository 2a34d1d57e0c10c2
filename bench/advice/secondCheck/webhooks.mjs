/** An emitter hands webhooks to a dispatcher whose semaphore lets three pass; the receiver works on ten at a time. */
import { EventEmitter, once } from 'node:events';
import { ask } from '../models.mjs';

export const shape = 'semaphore of three, events';
export const service = { latencyMs: 30, limit: 10 };

class Semaphore {
  constructor(places) {
    this.places = places;
    this.waiting = [];
  }

  async acquire() {
    if (this.places > 0) this.places--;
    else await new Promise((resolve) => this.waiting.push(resolve));
  }

  release() {
    const next = this.waiting.shift();
    if (next) next();
    else this.places++;
  }
}

async function dispatchAll(places) {
  const bus = new EventEmitter();
  const semaphore = new Semaphore(places);
  const count = 150;
  let sent = 0;
  let bytes = 0;
  bus.on('hook', async (id) => {
    await semaphore.acquire();
    try {
      const text = await ask(`/hook/${id}`);
      bytes += text.length;
    } finally {
      semaphore.release();
      if (++sent === count) bus.emit('done');
    }
  });
  const done = once(bus, 'done');
  for (let id = 0; id < count; id++) bus.emit('hook', id);
  await done;
  return bytes;
}

export const variants = {
  original: { run: () => dispatchAll(3) },
  more: { model: 'async', sizes: [6, 10, 20, 50], run: dispatchAll },
};
