/** A tool started for one file after the other; each run computes in a process of its own. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pMap from 'p-map';

export const shape = 'child processes, in turn';
const start = promisify(execFile);
const code = `let x = 1; for (let i = 0; i < 120e6; i++) x = (x * 31 + i) | 0; console.log(x)`;
const files = Array.from({ length: 10 }, (_, file) => file);

async function convert() {
  const { stdout } = await start(process.execPath, ['-e', code]);
  return stdout.length;
}

async function convertAll() {
  let sum = 0;
  for (const file of files) sum += await convert(file);
  return sum;
}

export const variants = {
  original: { run: convertAll },
  bounded: {
    model: 'async',
    sizes: [2, 4],
    run: async (concurrency) => (await pMap(files, convert, { concurrency })).reduce((sum, one) => sum + one, 0),
  },
};
