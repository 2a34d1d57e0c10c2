/** p-limit at four, chosen long ago; the service works on sixteen requests at a time. */
import pLimit from 'p-limit';
import { ask } from '../models.mjs';

export const shape = 'limit too low';
export const service = { latencyMs: 40, limit: 16 };

async function translateAll(most) {
  const limit = pLimit(most);
  const words = Array.from({ length: 150 }, (_, at) => `word-${at}`);
  const translated = await Promise.all(words.map((word) => limit(() => ask(`/translate/${word}`))));
  return translated.map((text) => text.length).reduce((a, b) => a + b, 0);
}

export const variants = {
  original: { run: () => translateAll(4) },
  other: { model: 'async', sizes: [2, 8, 16, 32], run: translateAll },
};
