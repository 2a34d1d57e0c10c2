/** A workload under the profiler: the built command line, on a given Node. */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startCompanions } from './companions.mjs';
import { fileOf, root } from './commandOf.mjs';

/** One build is judged throughout, even where the next is made meanwhile. */
export function keepBuild(scratch, dist = path.join(root, 'dist')) {
  const folder = path.join(scratch, 'build');
  mkdirSync(folder);
  for (const file of ['cli.js', 'agent.cjs', 'watcher.cjs']) {
    copyFileSync(path.join(dist, file), path.join(folder, file));
  }
  return path.join(folder, 'cli.js');
}

export async function profile(cli, node, name, label, scratch) {
  const capture = path.join(scratch, 'capture');
  rmSync(capture, { recursive: true, force: true });
  const companions = await startCompanions(label, scratch);
  const args = [cli, 'run', '--no-calibrate', '--json', '--out', capture, '--', fileOf(name)];
  try {
    const output = await new Promise((resolve, reject) => {
      const options = { cwd: root, maxBuffer: 2 ** 28, timeout: 90_000, env: { ...process.env, ...companions.env } };
      execFile(node, args, options, (error, stdout, stderr) =>
        stdout.startsWith('{') ? resolve(stdout) : reject(error ?? new Error(`no report: ${stderr}`)),
      );
    });
    return JSON.parse(output);
  } finally {
    await companions.stop();
  }
}
