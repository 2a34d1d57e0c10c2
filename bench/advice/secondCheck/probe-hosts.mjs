/** A shell command that waits, started for one host after the other by its promise version. */
import { exec } from 'node:child_process';
import { promisify } from 'node:util';
import pMap from 'p-map';

export const shape = 'waiting child tools, in turn';
export const platforms = ['linux', 'darwin'];
const run = promisify(exec);
const hosts = Array.from({ length: 20 }, (_, at) => `host-${at}`);

const probe = async (host) => {
  const { stdout } = await run(`sleep 0.09; echo up ${host}`);
  return stdout.trim() === `up ${host}`;
};

async function probeAll() {
  const states = new Map();
  for (const host of hosts) states.set(host, await probe(host));
  return [...states.values()].filter(Boolean).length;
}

export const variants = {
  original: { run: probeAll },
  bounded: {
    model: 'async',
    sizes: [4, 10, 20],
    run: async (concurrency) => (await pMap(hosts, probe, { concurrency })).filter(Boolean).length,
  },
};
