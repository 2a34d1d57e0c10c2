/** The Node processes of this user that run now, for a list to choose from. */
import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import path from 'node:path';

export interface NodeProcess {
  readonly pid: number;
  readonly parentPid: number;
  /** Name of the program's file, or what Node was told to do. */
  readonly name: string;
  readonly command: string;
  /** Null where it is not known. */
  readonly cwd: string | null;
}

/** Newest first. Without the editor's own processes. Empty where the system has neither /proc nor `ps`. */
export async function listNodeProcesses(): Promise<NodeProcess[]> {
  const all = process.platform === 'linux' ? await fromProc() : await fromPs();
  return withoutEditor(all, process.pid).sort((a, b) => b.pid - a.pid);
}

/** The editor's are this process, what started it, what it has started, and what shares their entry file. Pure. */
export function withoutEditor(all: readonly NodeProcess[], ownPid: number): NodeProcess[] {
  const byPid = new Map(all.map((one) => [one.pid, one]));
  const above = new Set<number>();
  for (let pid = ownPid; byPid.has(pid) && !above.has(pid); pid = byPid.get(pid)!.parentPid) above.add(pid);
  const isBelow = (one: NodeProcess): boolean => {
    const seen = new Set<number>();
    for (let at: NodeProcess | undefined = one; at && !seen.has(at.pid); at = byPid.get(at.parentPid)) {
      if (at.pid === ownPid) return true;
      seen.add(at.pid);
    }
    return false;
  };
  return all.filter((one) => !above.has(one.pid) && !isBelow(one) && !editorEntry.test(one.command));
}

/** Extension hosts, terminals' host and file watchers of VS Code, of other windows too. */
const editorEntry = /bootstrap-fork|--type=(?:extensionHost|ptyHost|fileWatcher)/;

/** `words`: the command line, the binary first. Pure. */
export function nameOf(words: readonly string[]): string {
  const rest = words.slice(1);
  const script = rest.find((word) => !word.startsWith('-'));
  const evaluated = rest.find((word) => /^(?:-e|-p|-pe|--eval|--print)$/.test(word));
  if (evaluated !== undefined || script === undefined) return '[eval]';
  return path.basename(script);
}

async function fromProc(): Promise<NodeProcess[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(pids.map((pid) => readProcess(Number(pid)).catch(() => null)));
  return found.filter((one) => one !== null);
}

async function readProcess(pid: number): Promise<NodeProcess | null> {
  const folder = `/proc/${pid}`;
  // Of other users' processes the link cannot be read, and they could not be attached to.
  const exe = await readlink(`${folder}/exe`);
  if (!isNode(exe) || (await stat(folder)).uid !== process.getuid?.()) return null;
  const words = (await readFile(`${folder}/cmdline`, 'utf8')).split('\0').slice(0, -1);
  const parentPid = Number(/^PPid:\s*(\d+)/m.exec(await readFile(`${folder}/status`, 'utf8'))?.[1]);
  const cwd = await readlink(`${folder}/cwd`).catch(() => null);
  return { pid, parentPid, name: nameOf(words), command: words.join(' '), cwd };
}

const isNode = (file: string): boolean => /^node(?:js)?[\d.-]*$/.test(path.basename(file.replace(/ \(deleted\)$/, '')));

function fromPs(): Promise<NodeProcess[]> {
  return new Promise((resolve) => {
    execFile('ps', ['-x', '-o', 'pid=,ppid=,args='], (_error, stdout) => resolve(parsePs(stdout ?? '')));
  });
}

/** `pid ppid command…`, a process a line. Pure. */
export function parsePs(text: string): NodeProcess[] {
  return text.split('\n').flatMap((line) => {
    const [, pid, parentPid, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (command === undefined) return [];
    const words = command.split(' ');
    if (!isNode(words[0] ?? '')) return [];
    return [{ pid: Number(pid), parentPid: Number(parentPid), name: nameOf(words), command, cwd: null }];
  });
}
