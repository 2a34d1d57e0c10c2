/** A tool that waits, run synchronously: the thread is blocked meanwhile. */
import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import pMap from 'p-map';

export const shape = 'child processes, synchronous';
export const platforms = ['linux', 'darwin'];
const start = promisify(execFile);
const hosts = Array.from({ length: 16 }, (_, host) => host);

function check(host) {
  execFileSync('sleep', ['0.1']);
  return host;
}

async function checkLater(host) {
  await start('sleep', ['0.1']);
  return host;
}

async function checkAll() {
  let sum = 0;
  for (const host of hosts) sum += check(host);
  return sum;
}

export const variants = {
  original: { run: checkAll },
  promises: {
    model: 'async',
    sizes: [1, 4, 16],
    run: async (concurrency) => (await pMap(hosts, checkLater, { concurrency })).reduce((sum, one) => sum + one, 0),
  },
};
