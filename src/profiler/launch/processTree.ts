/**
 * A process with all that it started. Own code instead of the `tree-kill` package: that one shells out to `ps` once a
 * generation, and signals ids that may have passed to a stranger between two looks; here a start time goes with each id.
 */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

export interface TreeMember {
  readonly pid: number;
  readonly parentPid: number;
  /** Tells two processes with the same id apart; opaque. */
  readonly born: string;
}

/** The process and its descendants that live now, parents first. Empty on Windows, where taskkill walks the tree. */
export async function treeOf(rootPid: number): Promise<TreeMember[]> {
  return descendantsOf(rootPid, await allProcesses());
}

/** Sends a signal to the members that still live (0 only asks); gives how many those were. */
export async function signalTree(members: readonly TreeMember[], signal: NodeJS.Signals | 0): Promise<number> {
  const alive = new Map((await allProcesses()).map((member) => [member.pid, member.born]));
  const targets = members.filter(({ pid, born }) => alive.get(pid) === born);
  for (const { pid } of targets) {
    try {
      process.kill(pid, signal);
    } catch {
      continue; // It ended in between.
    }
  }
  return targets.length;
}

/** Ends a process and its descendants at once, on Windows. */
export function endTreeOnWindows(rootPid: number): Promise<void> {
  return new Promise((resolve) => {
    execFile('taskkill', ['/T', '/F', '/PID', String(rootPid)], { windowsHide: true }, () => resolve());
  });
}

/** Pure part. Parents first. */
export function descendantsOf(rootPid: number, all: readonly TreeMember[]): TreeMember[] {
  const childrenOf = new Map<number, TreeMember[]>();
  for (const member of all) {
    const siblings = childrenOf.get(member.parentPid);
    if (siblings) siblings.push(member);
    else childrenOf.set(member.parentPid, [member]);
  }
  const tree = all.filter(({ pid }) => pid === rootPid);
  // Grows while it is read.
  for (const member of tree) tree.push(...(childrenOf.get(member.pid) ?? []));
  return tree;
}

async function allProcesses(): Promise<TreeMember[]> {
  if (process.platform === 'win32') return [];
  return process.platform === 'linux' ? fromProc() : fromPs();
}

async function fromProc(): Promise<TreeMember[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const members = await Promise.all(
    pids.map(async (pid) => parseProcStat(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''))),
  );
  return members.filter((member) => member !== null);
}

/** `pid (name) state ppid …`; the name may hold spaces and parentheses, so the rest is read from the last one on. */
export function parseProcStat(stat: string): TreeMember | null {
  const afterName = stat.lastIndexOf(')');
  if (afterName < 0) return null;
  const fields = stat.slice(afterName + 2).split(' ');
  const zombie = fields[0] === 'Z';
  // Field 22 of the whole line is the start time in clock ticks since boot.
  return zombie ? null : { pid: Number.parseInt(stat, 10), parentPid: Number(fields[1]), born: fields[19] ?? '' };
}

function fromPs(): Promise<TreeMember[]> {
  return new Promise((resolve) => {
    execFile('ps', ['-A', '-o', 'pid=,ppid=,lstart='], (_error, stdout) => {
      const rows = stdout.split('\n').map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line));
      resolve(rows.flatMap((row) => (row ? [{ pid: Number(row[1]), parentPid: Number(row[2]), born: row[3]! }] : [])));
    });
  });
}
