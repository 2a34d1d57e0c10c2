/** Keeps to the rate that a service allows: asks, then sleeps, and asks again. Faster would be refused. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from '../models.mjs';

export const shape = 'rate-limited client';
export const service = { latencyMs: 10 };

export const variants = {
  original: {
    async run() {
      let bytes = 0;
      for (let id = 0; id < 40; id++) {
        bytes += (await ask(`/rates/${id}`)).length;
        await sleep(40);
      }
      return bytes;
    },
  },
};
