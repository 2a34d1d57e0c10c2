/** One profiled run of a program with so many times the work. */
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const longestRunMs = 120_000;

export async function profileScaled(cli, program, scale, scratch) {
  const capture = path.join(scratch, 'capture');
  rmSync(capture, { recursive: true, force: true });
  const args = [cli, 'run', '--no-calibrate', '--json', '--out', capture, '--', fileURLToPath(program), scale];
  const options = { maxBuffer: 2 ** 28, timeout: longestRunMs };
  const { stdout } = await promisify(execFile)(process.execPath, args, options);
  return JSON.parse(stdout);
}
