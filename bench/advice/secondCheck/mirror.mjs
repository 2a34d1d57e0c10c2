/** Follows a cursor from page to page, each naming the next, and then loads what it has found, one thing after the other. */
import pMap from 'p-map';
import { ask } from '../models.mjs';

export const shape = 'cursor, then serial downloads';
export const service = { latencyMs: 20 };

async function listEntries() {
  const entries = [];
  let cursor = '/pages/0';
  do {
    cursor = await ask(cursor);
    for (let at = 0; at < 6; at++) entries.push(`/entry${cursor}/${at}`);
  } while (!cursor.endsWith('/14'));
  return entries;
}

async function download(entry) {
  const text = await ask(entry);
  return { entry, bytes: text.length };
}

async function mirror() {
  const entries = await listEntries();
  const sizes = {};
  for (const entry of entries) {
    const { bytes } = await download(entry);
    sizes[entry] = bytes;
  }
  return Object.keys(sizes).length;
}

export const variants = {
  original: { run: mirror },
  bounded: {
    model: 'async',
    sizes: [4, 12, 28],
    run: async (concurrency) => (await pMap(await listEntries(), download, { concurrency })).length,
  },
};
