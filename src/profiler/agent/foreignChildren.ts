/**
 * CPU of descendants that are not profiled. The rule, so that nothing counts twice: the kernel's clocks of all our
 * descendants, reaped (`cutime`, `cstime`) and living, less what profiled descendants say of themselves. Those write
 * their own clocks, and their own foreign children, into their own events files; a profiled one counts with whom it names
 * as its parent. Until its first row is written it counts here, and no longer from then on: the sum may go back. Linux only; elsewhere 0. The kernel counts in 10 ms.
 */
import type { EventRecord } from '../capture/format/capture.ts';
import {
  closeSync,
  fstatSync,
  join,
  openSync,
  pid,
  platform,
  readdirSync,
  readFileSync,
  readSync,
} from './originals.ts';

/** `sysconf(_SC_CLK_TCK)` is 100 on every Linux that Node runs on. */
const microsPerTick = 10_000;
/** The last row of clocks is within this of the end of an events file, also with a few hundred threads in it. */
const tailBytes = 65_536;

interface Stat {
  own: number;
  reaped: number;
}

export class ForeignChildren {
  cpuMicros = 0;
  readonly #captureDir: string;
  #reaped = 0;
  /** Profiled processes by the one that each names as its parent. */
  readonly #profiledOf = new Map<number, number[]>();
  readonly #seen = new Set<number>([pid]);
  /** Last words of processes that have ended: read once. */
  readonly #saidByEnded = new Map<number, number>();

  constructor(captureDir: string) {
    this.#captureDir = captureDir;
  }

  /** Two short reads: whether the main thread has a child, or one has ended since the last update. */
  mayHaveComputed(): boolean {
    return platform === 'linux' && (childrenOfTask(pid, pid).length > 0 || readStat(pid)?.reaped !== this.#reaped);
  }

  update(): void {
    if (platform !== 'linux') return;
    this.#findProfiled();
    // In this order a child that ends meanwhile counts twice and not never: the analysis takes back what was too much.
    const living = livingBelow(pid);
    this.#reaped = readStat(pid)?.reaped ?? 0;
    this.cpuMicros = Math.max(0, this.#reaped + living - this.#saidBelow(pid));
  }

  #findProfiled(): void {
    for (const name of readdirSync(this.#captureDir)) {
      const found = /^events\.(\d+)-0\.jsonl$/.exec(name);
      const id = Number(found?.[1]);
      if (!found || this.#seen.has(id)) continue;
      const first = this.#records(id, 'start').find((record) => record.k === 'thread');
      if (!first) continue;
      this.#seen.add(id);
      if (first.parentPid === null) continue;
      this.#profiledOf.set(first.parentPid, [...(this.#profiledOf.get(first.parentPid) ?? []), id]);
    }
  }

  #saidBelow(id: number): number {
    const children = this.#profiledOf.get(id) ?? [];
    return children.reduce((sum, child) => sum + this.#saidBy(child) + this.#saidBelow(child), 0);
  }

  /** A profiled process and its foreign children, in its own words. */
  #saidBy(id: number): number {
    const known = this.#saidByEnded.get(id);
    if (known !== undefined) return known;
    const records = this.#records(id, 'end');
    const last = records.findLast((record) => record.k === 'cpu');
    if (!last) return 0;
    const said = last.process.userMicros + last.process.systemMicros + last.foreignChildrenMicros;
    const end = records.find((record) => record.k === 'end');
    if (end && last.t >= end.t) this.#saidByEnded.set(id, said);
    return said;
  }

  #records(childPid: number, where: 'start' | 'end'): EventRecord[] {
    const fd = openSync(join(this.#captureDir, `events.${childPid}-0.jsonl`), 'r');
    try {
      const bytes = Buffer.alloc(tailBytes);
      const from = where === 'start' ? 0 : Math.max(0, fstatSync(fd).size - tailBytes);
      const length = readSync(fd, bytes, 0, tailBytes, from);
      return bytes.toString('utf8', 0, length).split('\n').flatMap(parseRecord);
    } finally {
      closeSync(fd);
    }
  }
}

/** Nothing for the torn line at either end. */
function parseRecord(line: string): EventRecord[] {
  try {
    return [JSON.parse(line) as EventRecord];
  } catch {
    return [];
  }
}

function readStat(id: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${id}/stat`, 'latin1');
    // Behind the name, which may hold blanks and parentheses itself: state is field 3, the clocks are 14 to 17.
    const [user = 0, system = 0, childUser = 0, childSystem = 0] = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 15)
      .map(Number);
    return { own: (user + system) * microsPerTick, reaped: (childUser + childSystem) * microsPerTick };
  } catch {
    return null;
  }
}

function livingBelow(id: number): number {
  let sum = 0;
  for (const child of childrenOf(id)) {
    const stat = readStat(child);
    if (stat) sum += stat.own + stat.reaped + livingBelow(child);
  }
  return sum;
}

function childrenOf(id: number): number[] {
  try {
    return readdirSync(`/proc/${id}/task`).flatMap((task) => childrenOfTask(id, Number(task)));
  } catch {
    // Ended meanwhile.
    return [];
  }
}

function childrenOfTask(id: number, task: number): number[] {
  try {
    return readFileSync(`/proc/${id}/task/${task}/children`, 'latin1').split(' ').filter(Boolean).map(Number);
  } catch {
    // Ended meanwhile, or a kernel without CONFIG_PROC_CHILDREN: reaped children still count.
    return [];
  }
}
