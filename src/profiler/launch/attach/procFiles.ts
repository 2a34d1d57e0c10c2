/** What Linux tells about another process, from /proc. Pure parsers beside the readers. */
import { readdir, readFile, readlink } from 'node:fs/promises';

/** `sysconf(_SC_CLK_TCK)` is 100 on every Linux that Node runs on. */
const microsPerTick = 10_000;
const nanosPerMicro = 1000;

export interface ProcessTimes {
  readonly userMicros: number;
  readonly systemMicros: number;
  /** Of children that have ended and were waited for. */
  readonly reapedMicros: number;
}

/** Null when the process is gone. */
export async function readProcessTimes(pid: number): Promise<ProcessTimes | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => null);
  return text === null ? null : parseProcessTimes(text);
}

/** Behind the name, which may hold blanks and parentheses itself: state is field 3, the clocks are 14 to 17. */
export function parseProcessTimes(stat: string): ProcessTimes {
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fieldsOf(stat).slice(11, 15).map(Number);
  return {
    userMicros: user * microsPerTick,
    systemMicros: system * microsPerTick,
    reapedMicros: (childUser + childSystem) * microsPerTick,
  };
}

const fieldsOf = (stat: string): string[] => stat.slice(stat.lastIndexOf(')') + 2).split(' ');

/** Clock ticks since boot at which a process or thread began; null when it is gone. */
export async function readBirth(folder: string): Promise<number | null> {
  const text = await readFile(`${folder}/stat`, 'latin1').catch(() => null);
  return text === null ? null : Number(fieldsOf(text)[19]);
}

export interface SchedulerClock {
  readonly cpuMicros: number;
  readonly runQueueMicros: number;
}

/** "<ns on a processor> <ns waiting for one> <time slices>" */
export async function readSchedulerClock(task: string): Promise<SchedulerClock | null> {
  const text = await readFile(`${task}/schedstat`, 'latin1').catch(() => null);
  if (text === null) return null;
  const [cpu = 0, queue = 0] = text.split(' ').map(Number);
  return { cpuMicros: Math.round(cpu / nanosPerMicro), runQueueMicros: Math.round(queue / nanosPerMicro) };
}

export async function readTaskIds(pid: number): Promise<number[]> {
  return (await readdir(`/proc/${pid}/task`).catch(() => [])).map(Number);
}

export async function readTaskName(task: string): Promise<string> {
  return (await readFile(`${task}/comm`, 'latin1').catch(() => '')).trim();
}

/** What a process does on a signal. */
export type SignalAction = 'caught' | 'ignored' | 'default';

/** From the masks of /proc/<pid>/status, in hexadecimal; signal 1 is the lowest bit. */
export function signalAction(status: string, signal: number): SignalAction {
  const has = (mask: string) => {
    const hex = new RegExp(`^${mask}:\\s*([0-9a-f]+)`, 'm').exec(status)?.[1] ?? '0';
    return ((BigInt(`0x${hex}`) >> BigInt(signal - 1)) & 1n) === 1n;
  };
  if (has('SigCgt')) return 'caught';
  return has('SigIgn') ? 'ignored' : 'default';
}

/** Ports on which sockets with these inodes listen, from the text of /proc/<pid>/net/tcp or tcp6. */
export function listeningPorts(table: string, inodes: ReadonlySet<string>): number[] {
  const listening = '0A';
  return table.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
    const port = Number.parseInt(local.split(':')[1] ?? '', 16);
    return state === listening && inodes.has(inode) && port > 0 ? [port] : [];
  });
}

/** TCP ports that a process listens on. Rejects (EACCES) when its files may not be looked at. */
export async function readListeningPorts(pid: number): Promise<Set<number>> {
  const descriptors = await readdir(`/proc/${pid}/fd`);
  const links = await Promise.all(descriptors.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
  const inodes = new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((table) => readFile(`/proc/${pid}/net/${table}`, 'latin1').catch(() => '')),
  );
  return new Set(tables.flatMap((table) => listeningPorts(table, inodes)));
}

/** Descendants that live now, the nearest first. */
export async function readDescendants(pid: number): Promise<number[]> {
  const found = [pid];
  // Grows while it is read.
  for (const parent of found) {
    for (const task of await readTaskIds(parent)) {
      const text = await readFile(`/proc/${parent}/task/${task}/children`, 'latin1').catch(() => '');
      found.push(...text.split(' ').filter(Boolean).map(Number));
    }
  }
  return found.slice(1);
}

/** Its parts; null when the process is gone, or is not ours to look at. */
export async function readCommandLine(pid: number): Promise<string[] | null> {
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return text === null ? null : text.split('\0').slice(0, -1);
}
