/** Child processes of Node, one after the other, each of which computes a tenth of a second. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const rounds = 26_000_000;

function compute(seed) {
  let x = seed;
  for (let at = 0; at < rounds; at++) x = (Math.imul(x, 1_664_525) + 1_013_904_223) | 0;
  return x;
}

if (process.argv[2] === '--child') console.log(compute(Number(process.argv[3])));
else {
  const times = Math.round(10 * Number(process.argv[2] ?? 1));
  const ask = async (at) => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      fileURLToPath(import.meta.url),
      '--child',
      `${at}`,
    ]);
    return Number(stdout);
  };
  let sum = 0;
  for (let at = 0; at < times; at++) sum += await ask(at);
  console.log(Number.isInteger(sum));
}
