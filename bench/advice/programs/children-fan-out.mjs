/** Starts all of its computing children at once: they take turns on the processors. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pMap from 'p-map';

export const shape = 'child processes, all at once';
const start = promisify(execFile);
const code = `let x = 1; for (let i = 0; i < 60e6; i++) x = (x * 31 + i) | 0; console.log(x)`;
const files = Array.from({ length: 12 }, (_, file) => file);
const convert = async () => (await start(process.execPath, ['-e', code])).stdout.trim();

export const variants = {
  original: { run: async () => (await Promise.all(files.map(convert))).length },
  bounded: {
    model: 'processes',
    sizes: [2],
    run: async (concurrency) => (await pMap(files, convert, { concurrency })).length,
  },
};
