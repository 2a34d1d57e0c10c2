/** The processes that run beside a workload, started by the harness so that they are no children of the workload. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';

const folder = fileURLToPath(new URL('../../test/workloads/companions/', import.meta.url));

/**
 * Starts what the label asks for. `env` is for the workload; `stop` ends the companions and gives what the backend saw
 * (null without one). They run on the Node of the harness, whatever the workload runs on.
 */
export async function startCompanions(label, scratch) {
  const env = {};
  const ends = [];
  let backend = null;
  if (label.backend) {
    const child = spawn(process.execPath, [path.join(folder, 'backend.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout });
    Object.assign(env, JSON.parse((await once(lines, 'line'))[0]));
    for (const name of Object.keys(env)) env[name] = String(env[name]);
    ends.push(async () => {
      const answered = once(lines, 'line');
      child.stdin.end();
      backend = JSON.parse((await answered)[0]);
    });
  }
  if (label.load) {
    const portFile = path.join(scratch, 'port');
    rmSync(portFile, { force: true });
    env.PORT_FILE = portFile;
    const { connections, pauseMs = 0, path: url = '/' } = label.load;
    const child = spawn(
      process.execPath,
      [path.join(folder, 'load.mjs'), portFile, String(connections), String(pauseMs), url],
      { stdio: ['ignore', 'ignore', 'ignore'] },
    );
    const ended = once(child, 'exit');
    ends.push(async () => {
      child.kill();
      await ended;
    });
  }
  const stop = async () => {
    for (const end of ends) await end();
    return backend;
  };
  return { env, stop };
}
