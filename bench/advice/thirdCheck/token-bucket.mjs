/** A client that may ask eighty times a second: a bucket of tokens, and whoever finds it empty waits for the next one. */
import { setTimeout as sleep } from 'node:timers/promises';
import pMap from 'p-map';
import { ask } from '../models.mjs';

export const shape = 'rate-limited client, a bucket of tokens';
export const service = { latencyMs: 30 };

function bucket(perSecond, most) {
  let tokens = most;
  let at = performance.now();
  return async function take() {
    for (;;) {
      const now = performance.now();
      tokens = Math.min(most, tokens + ((now - at) * perSecond) / 1000);
      at = now;
      if (tokens >= 1) return void (tokens -= 1);
      await sleep(((1 - tokens) * 1000) / perSecond);
    }
  };
}

const ids = Array.from({ length: 160 }, (_, at) => at);

async function askAll(concurrency) {
  const take = bucket(80, 5);
  const answers = await pMap(
    ids,
    async (id) => {
      await take();
      return (await ask(`/measurement/${id}`)).length;
    },
    { concurrency },
  );
  return answers.reduce((sum, length) => sum + length, 0);
}

export const variants = {
  original: { run: () => askAll(8) },
  more: { model: 'async', sizes: [2, 16, 50], run: askAll },
};
