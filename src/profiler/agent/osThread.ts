/** The calling thread's kernel id and CPU clock. Linux only; elsewhere unknown. */
import { platform, readFileSync, readlinkSync } from './originals.ts';

const nanosPerMicro = 1000;

/** Null where the system has no such number for us. */
export function ownOsThreadId(): number | null {
  if (platform !== 'linux') return null;
  try {
    // "<pid>/task/<tid>"
    return Number(readlinkSync('/proc/thread-self').split('/').pop());
  } catch {
    return null;
  }
}

export interface SchedulerClock {
  cpuMicros: number;
  runQueueMicros: number;
}

/** "<ns on a processor> <ns waiting for one> <time slices>" */
export function parseSchedstat(text: string): SchedulerClock {
  const [cpu = 0, queue = 0] = text.split(' ').map(Number);
  return { cpuMicros: Math.round(cpu / nanosPerMicro), runQueueMicros: Math.round(queue / nanosPerMicro) };
}

/** Null when the thread is gone or the kernel was built without scheduler statistics. */
export function readSchedstat(task: string): SchedulerClock | null {
  try {
    return parseSchedstat(readFileSync(`${task}/schedstat`, 'latin1'));
  } catch {
    return null;
  }
}

/** The calling thread's own clock. */
export const ownSchedulerClock = (): SchedulerClock | null =>
  platform === 'linux' ? readSchedstat('/proc/thread-self') : null;
