/** One computation, each step of which needs the one before: nothing to hand out, whatever the profile looks like. */
import { spin } from '../models.mjs';

export const shape = 'CPU, one dependent chain';

function iterate() {
  let x = 1;
  for (let step = 0; step < 900; step++) x = spin(1_000_000, x);
  return x;
}

export const variants = { original: { run: iterate } };
