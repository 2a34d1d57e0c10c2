/** A workload under the profiler: the built command line, on a given Node. */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startCompanions } from './companions.mjs';
import { fileOf, root, versionOf } from './commandOf.mjs';

/**
 * One build is judged throughout, even where the next is made meanwhile. Its folder is called `dist`, by which the analysis knows
 * the agent's own frames.
 */
export function keepBuild(scratch, dist = path.join(root, 'dist')) {
  const folder = path.join(scratch, 'build', 'dist');
  mkdirSync(folder, { recursive: true });
  for (const file of ['cli.js', 'agent.cjs', 'watcher.cjs']) {
    copyFileSync(path.join(dist, file), path.join(folder, file));
  }
  return path.join(folder, 'cli.js');
}

export async function profile(cli, node, name, label, scratch) {
  const capture = path.join(scratch, 'capture');
  rmSync(capture, { recursive: true, force: true });
  const companions = await startCompanions(label, scratch);
  const args = [cli, 'run', '--no-calibrate', '--node', node, '--json', '--out', capture, '--', fileOf(name)];
  try {
    const output = await new Promise((resolve, reject) => {
      const options = { cwd: root, maxBuffer: 2 ** 28, timeout: 90_000, env: { ...process.env, ...companions.env } };
      execFile(process.execPath, args, options, (error, stdout, stderr) =>
        stdout.startsWith('{') ? resolve(stdout) : reject(error ?? new Error(`no report: ${stderr}`)),
      );
    });
    const report = JSON.parse(output);
    // The command line would take the first `node` of the path by itself.
    if (`v${report.run.nodeVersion}` !== versionOf(node)) throw new Error(`ran on Node ${report.run.nodeVersion}`);
    return report;
  } finally {
    await companions.stop();
  }
}
