/**
 * Brings a clean clone to a state in which the other scripts can work. Uses Node alone, because it runs before anything
 * is installed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const minimumNodeMajor = 20;
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Runs a command with our own streams; ends this process with its status when it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    ...options,
  });
  if (result.error) {
    console.error(`${command} could not be started: ${result.error.message}`);
    process.exit(1);
  }
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** Installs what package-lock.json names, unless that very lock file is installed already. */
export function ensureInstalled(folder = root) {
  const [major] = process.versions.node.split('.').map(Number);
  if (!(major >= minimumNodeMajor)) {
    console.error(
      `Node.js ${minimumNodeMajor} or newer is needed; this is ${process.version}. Install a newer one from your usual source.`,
    );
    process.exit(1);
  }
  const lock = readFileSync(path.join(folder, 'package-lock.json'));
  // The node version is part of the stamp: native optional packages are built against one ABI.
  const wanted = createHash('sha256').update(lock).update(process.versions.modules).digest('hex');
  const stamp = path.join(folder, 'node_modules', '.installed-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Installing dependencies…');
  // npm reports on stdout; stdout belongs to what the user asked for.
  run(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, stdio: ['ignore', 2, 2] });
  writeFileSync(stamp, wanted);
}
