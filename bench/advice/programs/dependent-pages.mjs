/** Each page names the next: nothing can be overlapped. */
import { ask } from '../models.mjs';

export const shape = 'serial awaits, dependent';
export const service = { latencyMs: 25 };

async function lastPage() {
  let page = '/pages/0';
  for (let turn = 0; turn < 70; turn++) page = await ask(page);
  return page;
}

export const variants = { original: { run: lastPage } };
