/** What the names of profile files tell. Pure. */

export interface NamedThread {
  readonly pid: number | null;
  readonly threadId: number | null;
}

/** `CPU.yyyymmdd.hhmmss.pid.tid.seq.cpuprofile`: the only place where Node writes process and thread. */
const nodesName = /^(?:CPU|Heap)\.\d{8}\.\d{6}\.(\d+)\.(\d+)\.\d+\.(?:cpu|heap)profile$/;
/** `CPU.pid-tid.cpuprofile`, as in our captures. */
const ourName = /^(?:CPU|Heap)\.(\d+)-(\d+)\.(?:cpu|heap)profile$/;

/** Both null for a file that was named by somebody else. */
export function threadOfName(name: string): NamedThread {
  const [, pid, threadId] = nodesName.exec(name) ?? ourName.exec(name) ?? [];
  if (pid === undefined || threadId === undefined) return { pid: null, threadId: null };
  return { pid: Number(pid), threadId: Number(threadId) };
}

/** When the profile began, by the name that Node gave it: seconds of local time, only good for differences; else null. */
export function secondsOfName(name: string): number | null {
  const parts = /^(?:CPU|Heap)\.(\d{4})(\d\d)(\d\d)\.(\d\d)(\d\d)(\d\d)\.\d+\.\d+\.\d+\./
    .exec(name)
    ?.slice(1)
    .map(Number);
  if (parts === undefined) return null;
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = parts;
  return Date.UTC(year, month - 1, day, hours, minutes, seconds) / 1000;
}

/** By extension; Chrome's traces are plain `.json` and are opened one by one. */
export const isProfileName = (name: string): boolean => /\.(?:cpu|heap)profile$/i.test(name);

/** Processes in the order of their ids, the main thread of each first, and what names no thread by name. */
export function inThreadOrder<Named extends NamedThread & { readonly name: string }>(files: readonly Named[]): Named[] {
  const last = Number.MAX_SAFE_INTEGER;
  return [...files].sort(
    (one, other) =>
      (one.pid ?? last) - (other.pid ?? last) ||
      (one.threadId ?? last) - (other.threadId ?? last) ||
      one.name.localeCompare(other.name, undefined, { numeric: true }),
  );
}
