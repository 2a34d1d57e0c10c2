/** Which children get our variables: Node, what starts Node, and scripts that Node or a shell runs. Others stay as they are. */
import { closeSync, delimiter, execPath, isAbsolute, join, openSync, platform, readSync } from './originals.ts';

const nodePrograms = 'node nodejs npm npx pnpm pnpx yarn corepack tsx ts-node';
const shells = 'sh bash dash zsh ksh ash fish cmd powershell pwsh';
// Start the command that follows them, in the same environment.
const wrappers = 'env nice nohup setsid stdbuf taskset time timeout';
const carriers = new Set(`${nodePrograms} ${shells} ${wrappers}`.split(' '));
const scriptCarrier = /^#!.*\b(node|sh|bash|dash|zsh|ksh)\b/;
/** Linux reads no more of a first line either. */
const shebangBytes = 256;

const known = new Map<string, boolean>();

export function carriesAgent(file: string, envPairs: readonly string[]): boolean {
  if (file === execPath) return true;
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1).replace(/\.(exe|cmd|bat)$/i, '');
  if (carriers.has(name)) return true;
  if (platform === 'win32') return false;
  const path = envPairs.find((pair) => pair.startsWith('PATH='))?.slice('PATH='.length) ?? '';
  const candidates = file.includes('/') ? [file] : path.split(delimiter).map((folder) => join(folder, file));
  return candidates.some(isScript);
}

function isScript(file: string): boolean {
  const before = isAbsolute(file) ? known.get(file) : undefined;
  if (before !== undefined) return before;
  const found = readsAsScript(file);
  known.set(file, found);
  return found;
}

function readsAsScript(file: string): boolean {
  let fd: number;
  try {
    fd = openSync(file, 'r');
  } catch {
    return false;
  }
  try {
    const start = Buffer.alloc(shebangBytes);
    const length = readSync(fd, start, 0, shebangBytes, 0);
    return scriptCarrier.test(start.toString('latin1', 0, length).split('\n')[0]!);
  } catch {
    return false;
  } finally {
    closeSync(fd);
  }
}
