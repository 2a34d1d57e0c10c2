/** The report of a small file server under load: waits of many kinds, a full pool, stalls and phases. */
import type { IoOperation, Location, Report, Task, WaitingNode } from '../../src/profiler/report.ts';
import { sampleReport } from './sampleReport.ts';

const at = (name: string, line: number, column = 3): Location => ({
  file: `/home/ada/files/src/${name}`,
  line,
  column,
});

const task = (name: string, location: Location | null, changes: Partial<Task>): Task => ({
  name,
  location,
  count: 1,
  cpuMs: 0,
  waitMs: 0,
  blockedMs: 0,
  meanInFlight: 0,
  maxInFlight: 0,
  class: 'io-bound',
  kind: 'function',
  awaits: null,
  ...changes,
});

const tasks: Task[] = [
  task('GET /files/:id', at('routes.mjs', 21), {
    kind: 'request',
    count: 4210,
    cpuMs: 912,
    waitMs: 168_400,
    blockedMs: 20,
    meanInFlight: 31.6,
    maxInFlight: 64,
    awaits: 'concurrent',
    waitsFor: [
      { kind: 'fs', waitMs: 150_100 },
      { kind: 'http', waitMs: 18_300 },
    ],
    meanMs: 41.2,
    p99Ms: 118,
  }),
  task('loadIndex', at('index.mjs', 8), {
    count: 12,
    cpuMs: 81,
    waitMs: 1480,
    meanInFlight: 1,
    maxInFlight: 1,
    awaits: 'serial-independent',
    waitsFor: [{ kind: 'fs', waitMs: 1480 }],
  }),
  task('hashFile', at('hash.mjs', 30), {
    count: 4210,
    cpuMs: 2140,
    waitMs: 820,
    blockedMs: 310,
    meanInFlight: 1.3,
    maxInFlight: 4,
    class: 'cpu-bound',
    awaits: 'single',
    waitsFor: [{ kind: 'crypto', waitMs: 820 }],
  }),
  task('nightly report', null, {
    kind: 'measure',
    count: 2,
    cpuMs: 310,
    waitMs: 420,
    class: 'mixed',
    meanMs: 365,
    p99Ms: 402,
  }),
  task('readConfig', at('config.mjs', 3), { blockedMs: 240, class: 'insufficient-data' }),
];

const operation = (
  kind: string,
  name: string,
  location: Location | null,
  changes: Partial<IoOperation>,
): IoOperation => ({
  kind,
  operation: name,
  location,
  count: 1,
  waitMs: 0,
  meanInFlight: 1,
  maxInFlight: 1,
  queueMs: null,
  bytes: null,
  idleMs: 0,
  callers: [],
  ...changes,
});

const io: IoOperation[] = [
  operation('fs', 'readFile', at('store.mjs', 44), {
    count: 4210,
    waitMs: 150_100,
    meanInFlight: 31.6,
    maxInFlight: 64,
    queueMs: 131_400,
    bytes: 1_310_000_000,
    idleMs: 3010,
    callers: [
      { name: 'readChunk', location: at('store.mjs', 44) },
      { name: 'sendFile', location: at('routes.mjs', 29) },
      { name: 'handle', location: at('server.mjs', 12) },
    ],
  }),
  operation('http', 'request', at('auth.mjs', 17), {
    count: 4210,
    waitMs: 18_300,
    meanInFlight: 3.8,
    maxInFlight: 9,
    bytes: 842_000,
    idleMs: 604,
    callers: [{ name: 'authorise', location: at('auth.mjs', 17) }],
  }),
  operation('fs', 'stat', at('index.mjs', 14), { count: 1200, waitMs: 1480, queueMs: 22, idleMs: 410 }),
  operation('crypto', 'pbkdf2', at('hash.mjs', 34), {
    count: 420,
    waitMs: 820,
    meanInFlight: 1.3,
    maxInFlight: 4,
    queueMs: 105,
    idleMs: 96,
  }),
  operation('timer', 'setTimeout', at('retry.mjs', 6), { count: 14, waitMs: 700, idleMs: 20 }),
];

const node = (name: string, location: Location | null, children: WaitingNode[]): WaitingNode => ({
  name,
  location,
  waitMs: children.reduce((sum, child) => sum + child.waitMs, 0),
  idleMs: children.reduce((sum, child) => sum + child.idleMs, 0),
  count: children.reduce((sum, child) => sum + child.count, 0),
  children,
});
const leaf = ({ kind, operation: name = kind, location, waitMs, idleMs = 0, count }: IoOperation): WaitingNode => ({
  name,
  location,
  waitMs,
  idleMs,
  count,
  kind,
  children: [],
});
const [read, request, stat, hash, retry] = io as [IoOperation, IoOperation, IoOperation, IoOperation, IoOperation];

const waiting = node('(waiting)', null, [
  node('handle', at('server.mjs', 12), [
    node('sendFile', at('routes.mjs', 29), [node('readChunk', at('store.mjs', 44), [leaf(read)])]),
    node('authorise', at('auth.mjs', 17), [leaf(request), leaf(retry)]),
    node('hashFile', at('hash.mjs', 30), [leaf(hash)]),
  ]),
  node('loadIndex', at('index.mjs', 8), [leaf(stat)]),
]);

export function sampleServer(): Report {
  const report = sampleReport();
  const budget = { cpu: 0.31, gc: 0.02, blocked: 0.02, wait: 0.65 };
  return {
    ...report,
    run: { ...report.run, command: ['node', 'server.mjs'] },
    verdict: {
      class: 'mixed',
      cause: 'thread-pool',
      confidence: 0.83,
      summary:
        'The main thread waited for 65 % of the run, most of it for the thread pool: 32 reads were open at once, and four threads served them.',
      budget,
      offThreadCpuMs: { threadPool: 3320, workers: 0, childProcesses: 0 },
      evidence: [
        { text: 'Main thread waiting', value: 0.65, unit: 'share' },
        { text: 'Reads open at once, in the mean', value: 31.6, unit: '' },
        { text: 'Time before a thread of the pool was free', value: 131_527, unit: 'ms' },
        { text: 'Threads of the pool that were busy', value: 0.97, unit: 'share' },
      ],
    },
    tasks,
    io,
    waiting,
    threadPool: {
      size: 4,
      occupancy: 0.97,
      meanQueued: 27.4,
      maxQueued: 60,
      queueMs: 131_527,
      runMs: 20_873,
      starved: true,
      filledBy: [
        { kind: 'fs', location: at('store.mjs', 44), runMs: 18_700 },
        { kind: 'fs', location: at('index.mjs', 14), runMs: 1458 },
        { kind: 'crypto', location: at('hash.mjs', 34), runMs: 715 },
      ],
      waiting: [
        { kind: 'fs', location: at('store.mjs', 44), queueMs: 131_400 },
        { kind: 'crypto', location: at('hash.mjs', 34), queueMs: 105 },
      ],
    },
    phases: [
      {
        startMs: 0,
        endMs: 1210,
        class: 'cpu-bound',
        cause: 'javascript',
        budget: { cpu: 0.9, gc: 0.04, blocked: 0, wait: 0.06 },
      },
      {
        startMs: 1210,
        endMs: 5904,
        class: 'io-bound',
        cause: 'thread-pool',
        budget: { cpu: 0.16, gc: 0.01, blocked: 0.02, wait: 0.81 },
      },
      { startMs: 5904, endMs: 6412, class: 'mixed', cause: null, budget: { cpu: 0.5, gc: 0, blocked: 0, wait: 0.5 } },
    ],
    sampling: { ...report.sampling, stallThresholdMs: 50, operations: { started: 10_054, traced: 4120 } },
  };
}

/** The same program, come to a standstill. */
export function sampleStuck(): Report {
  const report = sampleServer();
  return {
    ...report,
    run: { ...report.run, exit: { code: null, signal: null, reason: 'stopped' } },
    stuck: {
      kind: 'lock',
      text: 'All threads wait for each other in Atomics.wait: nothing can go on. The last change was 4.2 s before the end.',
      threads: [
        {
          id: '4711-0',
          name: 'server.mjs',
          stack: [
            { name: 'wait', location: null },
            { name: 'lock', location: at('mutex.mjs', 18) },
            { name: 'sendFile', location: at('routes.mjs', 29) },
          ],
        },
        {
          id: '4711-2',
          name: 'hasher.mjs',
          stack: [
            { name: 'wait', location: null },
            { name: 'lock', location: at('mutex.mjs', 18) },
          ],
        },
      ],
    },
  };
}
