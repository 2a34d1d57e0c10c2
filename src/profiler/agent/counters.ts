/** Memory and open asynchronous resources of the calling thread, at this moment. */
import type { EventRecord } from '../capture/format/capture.ts';
import { activeResources, apply, getHeapStatistics, memoryUsage, nowMicros } from './originals.ts';

export function counterRecords(threadId: number): EventRecord[] {
  const t = nowMicros();
  const resources: EventRecord = { k: 'resources', t, counts: countResources() };
  if (threadId === 0) return [{ k: 'mem', t, ...pick(apply(memoryUsage, process, [])) }, resources];
  const heap = getHeapStatistics();
  // Resident and external memory are the process's; its main thread records them.
  const own = {
    rss: 0,
    heapUsed: heap.used_heap_size,
    heapTotal: heap.total_heap_size,
    external: heap.external_memory,
  };
  return [{ k: 'mem', t, ...own, arrayBuffers: 0 }, resources];
}

function pick({ rss, heapUsed, heapTotal, external, arrayBuffers }: NodeJS.MemoryUsage): NodeJS.MemoryUsage {
  return { rss, heapUsed, heapTotal, external, arrayBuffers };
}

function countResources(): Record<string, number> {
  const counts: Record<string, number> = {};
  const names = activeResources?.() ?? [];
  for (let at = 0; at < names.length; at++) counts[names[at]!] = (counts[names[at]!] ?? 0) + 1;
  return counts;
}
