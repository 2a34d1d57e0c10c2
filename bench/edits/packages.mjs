/** Packages are installed once into out/packages, by name and range, and linked from there. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const cache = fileURLToPath(new URL('../../out/packages/', import.meta.url));

export function installInto(project, name, range) {
  const modules = path.join(project, 'node_modules');
  const installed = path.join(cached(name, range), 'node_modules');
  mkdirSync(path.join(modules, '.bin'), { recursive: true });
  symlinkSync(path.join(installed, name), path.join(modules, name), 'junction');
  const command = path.join(installed, '.bin', name);
  if (existsSync(command)) symlinkSync(command, path.join(modules, '.bin', name));
}

function cached(name, range) {
  const folder = path.join(cache, `${name}@${range.replace(/\W+/g, '-')}`);
  if (existsSync(path.join(folder, 'node_modules', name))) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  execFileSync(npm, ['install', '--no-audit', '--no-fund', `${name}@${range}`], { cwd: folder, stdio: 'inherit' });
  return folder;
}
