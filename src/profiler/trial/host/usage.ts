/** CPU and memory of this process: all of its threads, and programs that it ran and that have ended. */
import { readFileSync } from 'node:fs';

export interface Usage {
  cpuMs: number;
  peakRssBytes: number;
}

export function usageNow(): Usage {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1000 + endedChildrenMs(), peakRssBytes: peakRss() };
}

/** Linux alone tells: how long the main thread was ready and found no free processor. */
export function queuedMs(): number {
  const nanoseconds = Number(readProc('/proc/self/schedstat').split(' ')[1]);
  return Number.isFinite(nanoseconds) ? nanoseconds / 1e6 : 0;
}

/**
 * Linux: VmHWM, because the maximum of `getrusage` begins with the size of the process that started this one, which may be an
 * editor. Elsewhere that is all there is.
 */
function peakRss(): number {
  const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readProc('/proc/self/status'))?.[1];
  return (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes)) * 1024;
}

/** Linux alone tells: fields 16 and 17 of stat, in ticks of 10 ms (USER_HZ, 100 on every platform that Node runs on). */
function endedChildrenMs(): number {
  const stat = readProc('/proc/self/stat');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[13]) + Number(fields[14]);
  return Number.isFinite(ticks) ? ticks * 10 : 0;
}

function readProc(file: string): string {
  if (process.platform !== 'linux') return '';
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
