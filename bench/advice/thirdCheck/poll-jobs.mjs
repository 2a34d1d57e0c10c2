/** Jobs that a service works on: one is begun, asked for every thirty milliseconds until it is done, then the next is begun. */
import { setTimeout as sleep } from 'node:timers/promises';
import pMap from 'p-map';
import { ask } from '../models.mjs';

export const shape = 'polling until done, job after job';
export const service = { latencyMs: 8 };

const jobs = Array.from({ length: 16 }, (_, at) => at);

async function runJob(job) {
  await ask(`/begin/${job}`);
  let asked = 0;
  let letters = 0;
  do {
    await sleep(30);
    letters += (await ask(`/state/${job}/${asked}`)).length;
  } while (++asked < 3);
  return letters;
}

async function runJobs() {
  let letters = 0;
  for (const job of jobs) letters += await runJob(job);
  return letters;
}

export const variants = {
  original: { run: runJobs },
  bounded: {
    model: 'async',
    sizes: [2, 4, 8, 16],
    run: async (concurrency) => (await pMap(jobs, runJob, { concurrency })).reduce((sum, one) => sum + one, 0),
  },
};
