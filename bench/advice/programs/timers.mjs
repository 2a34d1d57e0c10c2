/** Paces itself by a timer: nothing makes time pass faster. */
import { setTimeout as sleep } from 'node:timers/promises';
import { spin } from '../models.mjs';

export const shape = 'timers';

async function poll() {
  let state = 1;
  for (let turn = 0; turn < 36; turn++) {
    state = spin(20_000, state);
    await sleep(50);
  }
  return state;
}

export const variants = { original: { run: poll } };
