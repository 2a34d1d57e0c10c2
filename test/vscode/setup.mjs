/**
 * Installs code-server, the Node.js that it needs, and a browser. Uses Node alone, because it runs before anything is
 * installed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDebianPackages } from './debianPackages.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const stampName = '.installed-lock';
/** What code-server's native modules are compiled with and against. */
const buildPackages = ['g++', 'make', 'python3', 'libkrb5-dev', 'libsecret-1-dev', 'libx11-dev', 'libxkbfile-dev'];
/** Chromium itself, and letters for it to draw. */
const browserPackages = ['chromium', 'fonts-liberation', 'fonts-dejavu-core'];
const browserNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Makes sure that a Chromium is there and returns its path. `CHROMIUM_PATH` names another one. */
export function ensureBrowser() {
  const found = process.env.CHROMIUM_PATH ?? findOnPath(browserNames);
  if (found) return found;
  ensureDebianPackages(browserPackages, 'for the browser');
  return findOnPath(browserNames) ?? '/usr/bin/chromium';
}

/**
 * Makes sure that code-server can run.
 * @returns {{ node: string, entry: string }} the Node.js binary and code-server's main script
 */
export function ensureCodeServer() {
  const lockHash = hashOfLock();
  const local = path.join(here, 'node_modules');
  // Compiling takes minutes; a second clone on the same machine uses what the first one compiled.
  const cached = path.join(cacheFolder(), `code-server-${lockHash.slice(0, 16)}`, 'node_modules');
  for (const folder of [local, cached]) if (isInstalled(folder, lockHash)) return pathsIn(folder);

  install(local);
  writeFileSync(path.join(local, stampName), lockHash);
  keepInCache(local, path.dirname(cached));
  return pathsIn(local);
}

function hashOfLock() {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
  for (const name of ['package.json', 'package-lock.json']) hash.update(readFileSync(path.join(here, name)));
  return hash.digest('hex');
}

function isInstalled(folder, lockHash) {
  const stamp = path.join(folder, stampName);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash && existsSync(pathsIn(folder).node);
}

function pathsIn(folder) {
  return {
    node: path.join(folder, 'node', 'bin', 'node'),
    entry: path.join(folder, 'code-server', 'out', 'node', 'entry.js'),
  };
}

function cacheFolder() {
  return path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'concurrency-profiler');
}

function install(folder) {
  if (process.platform === 'linux') ensureDebianPackages(buildPackages, 'to build code-server');
  console.error('Installing code-server; its native modules are compiled here, which takes about two minutes…');
  npm(['ci', '--ignore-scripts']);
  // First the Node.js that code-server needs: its own install script fetches the binary for this platform.
  npm(['rebuild', 'node']);
  const { node } = pathsIn(folder);
  npm(['rebuild', 'argon2', 'code-server'], {
    PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}`,
    // The headers must be those of this Node.js, not those of the system's.
    npm_config_nodedir: headersOf(folder),
  });
}

/** The folder above `include/node` in the platform package that the `node` package installed. */
function headersOf(folder) {
  const candidates = [path.join(folder, 'node', 'node_modules'), folder].flatMap((parent) =>
    existsSync(parent) ? readdirSync(parent).map((name) => path.join(parent, name)) : [],
  );
  const found = candidates.find((candidate) => existsSync(path.join(candidate, 'include', 'node', 'node.h')));
  if (!found) throw new Error(`No Node.js headers were found in ${folder}.`);
  return found;
}

function npm(args, env = {}) {
  const result = spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', [...args, '--no-audit', '--no-fund'], {
    cwd: here,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    maxBuffer: 1 << 28,
    env: {
      ...withoutNpm(process.env),
      // Newer npm versions skip install scripts unless told otherwise; here they are what builds the native modules.
      npm_config_dangerously_allow_all_scripts: 'true',
      npm_config_foreground_scripts: 'true',
      ...env,
    },
  });
  if (result.status === 0) return;
  const said = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim().split('\n').slice(-40).join('\n');
  throw new Error(
    `npm ${args.join(' ')} failed in ${here} (${result.error?.message ?? `status ${result.status}`}).\n${said}`,
  );
}

/** An outer `npm run` describes itself to its children, which must not shape the npm that we start. */
function withoutNpm(env) {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) =>
        !/^npm_(lifecycle|package|command|execpath|node_execpath|config_user_agent|config_local_prefix)/.test(name),
    ),
  );
}

/** Best effort: hard links when the cache is on the same disk, a copy otherwise. */
function keepInCache(folder, target) {
  if (process.platform === 'win32') return;
  const parts = `${target}.${process.pid}`;
  try {
    mkdirSync(parts, { recursive: true });
    const copied = [['-al'], ['-a']].some((flags) => {
      rmSync(path.join(parts, 'node_modules'), { recursive: true, force: true });
      return spawnSync('cp', [...flags, folder, parts], { stdio: 'ignore' }).status === 0;
    });
    rmSync(target, { recursive: true, force: true });
    if (copied) renameSync(parts, target);
  } catch (error) {
    console.error(`code-server was not kept for other clones: ${error.message}`);
  } finally {
    rmSync(parts, { recursive: true, force: true });
  }
}

function findOnPath(names) {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const name of names) {
      const file = path.join(folder, name);
      if (existsSync(file)) return file;
    }
  }
  return null;
}
