// Runs a computing tool for six inputs, two at a time.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const tool = `const end = Date.now() + 500; let n = 0; while (Date.now() < end) n = Math.imul(n + 1, 31); console.log(n)`;
const inputs = ['a', 'b', 'c', 'd', 'e', 'f'];
const results = [];

async function lane() {
  for (let input = inputs.shift(); input !== undefined; input = inputs.shift()) {
    const { stdout } = await run(process.execPath, ['-e', tool, input]);
    results.push(`${input}: ${stdout.trim()}`);
  }
}
await Promise.all([lane(), lane()]);
console.log(results.sort().join(', '));
