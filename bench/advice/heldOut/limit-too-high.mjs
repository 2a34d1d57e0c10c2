/** A hundred queries at a time to a database that slows down beyond twelve. */
import pLimit from 'p-limit';
import { ask } from '../models.mjs';

export const shape = 'limit too high';
export const service = { latencyMs: 12, slowAbove: 12 };

async function queryAll(most) {
  const limit = pLimit(most);
  const queries = Array.from({ length: 900 }, (_, at) => limit(() => ask(`/query/${at}`)));
  let bytes = 0;
  for (const query of queries) bytes += (await query).length;
  return bytes;
}

export const variants = {
  original: { run: () => queryAll(100) },
  other: { model: 'async', sizes: [6, 12, 24, 50], run: queryAll },
};
