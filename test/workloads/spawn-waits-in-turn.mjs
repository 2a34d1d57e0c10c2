// Runs health checks one after the other, each a child process that mostly sleeps.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
for (const host of ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta']) {
  const { stdout } = await run('sh', ['-c', `sleep 0.25; echo ${host} is up`]);
  process.stdout.write(stdout);
}
