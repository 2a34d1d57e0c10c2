/** A whole capture from drawn threads and even rates of counters: what a program's run looks like to the analysis. */
import type {
  CpuCounters,
  EventRecord,
  Manifest,
  ThreadEntry,
  ThreadRole,
} from '../../../src/profiler/capture/format/capture.ts';
import type { LoadedCapture, LoadedThread } from '../../../src/profiler/capture/format/loaded.ts';
import type { HeapProfile } from '../../../src/profiler/capture/format/profiles.ts';
import { drawProfile, type Drawing } from './drawnProfile.ts';

const counterMicros = 100_000;
const startMicros = 1_000_000;

export interface DrawnThread extends Drawing {
  drawing: string;
  kind?: 'main' | 'worker' | 'process';
  /** Cores that the thread's clock shows while its drawing is busy; 1 where it computes, 0 where it sits in a call. */
  coresWhileBusy?: number;
  /** The same while it is idle: 0 where the event loop waits, 1 where it asks again and again. */
  coresWhileIdle?: number;
  heapProfiles?: { atMicros: number; profile: HeapProfile }[];
  /** Of this thread alone. */
  events?: EventRecord[];
}

export interface DrawnRun {
  threads: DrawnThread[];
  /** Cores that other threads of the process use all the time. */
  cores?: Partial<Record<ThreadRole | 'foreignChildren', number>>;
  /** Open at each reading. */
  resources?: Record<string, number>;
  /** False: a platform without CPU clocks per thread. */
  threadClocks?: boolean;
  events?: EventRecord[];
  manifest?: Partial<Manifest>;
}

export function drawCapture(run: DrawnRun): LoadedCapture {
  const threads = run.threads.map((thread, index) => drawThread(thread, index));
  const end = Math.max(...threads.map(({ entry }) => entry.endMicros ?? 0));
  threads.forEach((thread, index) => {
    const { kind } = thread.entry;
    const events: EventRecord[] = [started(thread.entry)];
    if (kind !== 'worker') events.push(...counters(run, threads, index, end));
    if (kind === 'main') events.push(...resources(run, end), ...(run.events ?? []));
    events.push(...(run.threads[index]?.events ?? []));
    Object.assign(thread, { events });
  });
  return {
    manifest: { ...manifest(end), ...run.manifest },
    threads,
    sourceMaps: {},
    functionRanges: {},
    callCounts: null,
  };
}

function drawThread(thread: DrawnThread, index: number): LoadedThread {
  const kind = thread.kind ?? (index === 0 ? 'main' : 'worker');
  const pid = kind === 'process' ? 100 + index : 100;
  const threadId = kind === 'worker' ? index : 0;
  const cpuProfile = drawProfile(thread.drawing, { ...thread, startMicros });
  const id = `${pid}-${threadId}`;
  const entry: ThreadEntry = {
    id,
    pid,
    threadId,
    kind,
    name: kind,
    parentId: null,
    startMicros,
    endMicros: cpuProfile.endTime,
    nodeVersion: 'v20.0.0',
    cpuProfile: `CPU.${id}.cpuprofile`,
    heapProfiles: [],
    events: `events.${id}.jsonl`,
    end: 'flushed',
  };
  return { entry, cpuProfile, heapProfiles: thread.heapProfiles ?? [], events: [] };
}

const osThreadId = ({ pid, threadId }: ThreadEntry) => pid * 1000 + threadId;

const started = (entry: ThreadEntry): EventRecord => ({
  k: 'thread',
  t: entry.startMicros,
  pid: entry.pid,
  threadId: entry.threadId,
  kind: entry.kind,
  name: entry.name,
  parentPid: null,
  parentThreadId: null,
  osThreadId: osThreadId(entry),
  nodeVersion: entry.nodeVersion,
});

/** Clocks of the process that `index` is the first thread of: its own JS threads by their drawings, others by `cores`. */
function counters(run: DrawnRun, threads: readonly LoadedThread[], index: number, end: number): CpuCounters[] {
  const own = threads[index] as LoadedThread;
  const rows: CpuCounters[] = [];
  for (let t = startMicros; t <= end; t += counterMicros) {
    const js = threads.flatMap(({ entry, cpuProfile }, at) => {
      if (entry.pid !== own.entry.pid || cpuProfile === null) return [];
      const rate = run.threads[at]?.coresWhileBusy ?? 1;
      const role: ThreadRole = entry.kind === 'worker' ? 'worker' : 'main';
      const busy = busyUntil(cpuProfile, t);
      const cpuMicros = busy * rate + (t - startMicros - busy) * (run.threads[at]?.coresWhileIdle ?? 0);
      return [{ osThreadId: osThreadId(entry), role, cpuMicros, runQueueMicros: 0 }];
    });
    const isMain = own.entry.kind === 'main';
    const others = Object.entries(isMain ? (run.cores ?? {}) : {})
      .filter(([role]) => role !== 'foreignChildren')
      .map(([role, cores], at) => ({
        osThreadId: at + 1,
        role: role as ThreadRole,
        cpuMicros: (t - startMicros) * cores,
        runQueueMicros: 0,
      }));
    const clocks = [...js, ...others];
    rows.push({
      k: 'cpu',
      t,
      process: { userMicros: clocks.reduce((sum, { cpuMicros }) => sum + cpuMicros, 0), systemMicros: 0 },
      threads: run.threadClocks === false ? [] : clocks,
      foreignChildrenMicros: isMain ? (t - startMicros) * (run.cores?.foreignChildren ?? 0) : 0,
    });
  }
  return rows;
}

function busyUntil(profile: NonNullable<LoadedThread['cpuProfile']>, until: number): number {
  const idle = profile.nodes.find(({ callFrame }) => callFrame.functionName === '(idle)')?.id;
  const width = (profile.endTime - profile.startTime) / (profile.samples?.length ?? 1);
  const columns = (profile.samples ?? []).slice(0, Math.round((until - profile.startTime) / width));
  return columns.filter((id) => id !== idle).length * width;
}

function resources({ resources: counts }: DrawnRun, end: number): EventRecord[] {
  if (!counts) return [];
  const rows: EventRecord[] = [];
  for (let t = startMicros; t <= end; t += counterMicros) rows.push({ k: 'resources', t, counts });
  return rows;
}

const manifest = (endMicros: number): Manifest => ({
  format: 'concurrency-profiler-capture',
  version: 1,
  id: 'drawn',
  state: 'complete',
  toolVersion: '0.0.0',
  command: ['node', 'main.js'],
  script: '/app/main.js',
  cwd: '/app',
  nodePath: '/usr/bin/node',
  nodeVersion: 'v20.0.0',
  platform: 'linux',
  cpuCount: 4,
  startedAt: '2026-01-01T00:00:00.000Z',
  startMicros,
  endMicros,
  exit: { code: 0, signal: null, reason: 'exited' },
  requested: {
    engine: 'inspector',
    cpuIntervalMicros: 1000,
    heapMode: 'live',
    heapIntervalBytes: 524288,
    checkpointMs: 1000,
    counterMs: 100,
  },
  threads: [],
  sources: [],
  warnings: [],
});
