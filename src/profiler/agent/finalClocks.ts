/** A process that ended before its watcher was up still leaves one row of CPU clocks. */
import type { EventRecord } from '../capture/format/capture.ts';
import { cpuUsage, nowMicros, pid } from './originals.ts';
import { ownSchedulerClock } from './osThread.ts';

export function addFinalClocks(add: (record: EventRecord) => void): void {
  const { user, system } = cpuUsage();
  const clock = ownSchedulerClock();
  add({
    k: 'cpu',
    t: nowMicros(),
    process: { userMicros: user, systemMicros: system },
    threads: clock ? [{ osThreadId: pid, role: 'main', ...clock }] : [],
    foreignChildrenMicros: 0,
  });
}
