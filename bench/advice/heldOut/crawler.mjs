/** A crawler: an async generator that yields page after page and finds the links of the next ones in them. */
import { ask } from '../models.mjs';

export const shape = 'crawler, async generator';
export const service = { latencyMs: 22 };
const mostPages = 80;

const linksIn = (text) => [...text.matchAll(/\/tree\/(\d+)/g)].map(([link]) => link);

async function* pagesFrom(start) {
  const seen = new Set([start]);
  const queue = [start];
  while (queue.length > 0) {
    const url = queue.shift();
    const text = await ask(url);
    yield { url, text };
    for (const link of linksIn(text)) {
      if (seen.size >= mostPages || seen.has(link)) continue;
      seen.add(link);
      queue.push(link);
    }
  }
}

async function crawl() {
  let bytes = 0;
  for await (const { text } of pagesFrom('/tree/1')) bytes += text.length;
  return bytes > 0;
}

/** The same pages, several under way. */
async function crawlAtOnce(most) {
  const seen = new Set(['/tree/1']);
  const queue = ['/tree/1'];
  const underWay = new Set();
  let bytes = 0;
  const visit = async (url) => {
    const text = await ask(url);
    bytes += text.length;
    for (const link of linksIn(text)) {
      if (seen.size >= mostPages || seen.has(link)) continue;
      seen.add(link);
      queue.push(link);
    }
  };
  while (queue.length > 0 || underWay.size > 0) {
    while (queue.length > 0 && underWay.size < most) {
      const one = visit(queue.shift()).finally(() => underWay.delete(one));
      underWay.add(one);
    }
    await Promise.race(underWay);
  }
  return bytes > 0;
}

export const variants = {
  original: { run: crawl },
  bounded: { model: 'async', sizes: [4, 12, 30], run: crawlAtOnce },
};
