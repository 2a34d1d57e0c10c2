/** A server with workers and a child process that has workers of its own: six threads of two processes, all lanes filled. */
import type { CpuPoint, Report, ThreadActivity, ThreadSummary, WaitingNode } from '../../src/profiler/report.ts';
import { sampleServer } from './sampleServer.ts';

const wallMs = 6412;
const bucketMs = 20;

interface Shape {
  readonly id: string;
  readonly kind: ThreadSummary['kind'];
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly isCut?: true;
  /** Share of computing at a moment. */
  computing(atMs: number): number;
}

const wave = (periodMs: number, low: number, high: number) => (atMs: number) =>
  low + (high - low) * (0.5 + 0.5 * Math.sin((2 * Math.PI * atMs) / periodMs));

const shapes: readonly Shape[] = [
  { id: '4711-0', kind: 'main', name: 'server.mjs', startMs: 0, endMs: wallMs, computing: wave(1900, 0.05, 0.8) },
  { id: '4711-2', kind: 'worker', name: 'hasher', startMs: 420, endMs: wallMs, computing: wave(2600, 0, 1) },
  { id: '4711-3', kind: 'worker', name: 'hasher', startMs: 430, endMs: 4100, computing: () => 0.97 },
  { id: '4711-4', kind: 'worker', name: 'mailer', startMs: 800, endMs: wallMs, computing: () => 0.01 },
  { id: '4719-0', kind: 'process', name: 'thumbnails.mjs', startMs: 1500, endMs: 5600, computing: wave(900, 0.1, 0.5) },
  {
    id: '4719-2',
    kind: 'worker',
    name: 'resize',
    startMs: 1650,
    endMs: 5200,
    isCut: true,
    computing: wave(1300, 0.4, 1),
  },
];

/** Between the start of a thread and its first sample. */
const bootMs = 40;

function activityOf({ id, startMs, endMs, computing }: Shape): ThreadActivity {
  const from = startMs + bootMs;
  const at = Array.from({ length: Math.ceil((endMs - from) / bucketMs) }, (_, bucket) => from + bucket * bucketMs);
  const percents = at.map((ms) => Math.round(100 * computing(ms)));
  return {
    threadId: id,
    startMs: from,
    bucketMs,
    computing: percents,
    gc: percents.map((percent, bucket) => (bucket % 23 === 7 ? Math.min(40, 100 - percent) : 0)),
    blocked: percents.map((percent, bucket) => (bucket % 61 < 4 && percent < 70 ? 25 : 0)),
  };
}

const summaryOf = ({ id, kind, name, startMs, endMs, isCut }: Shape): ThreadSummary => {
  const [pid, threadId] = id.split('-').map(Number) as [number, number];
  return {
    id,
    kind,
    pid,
    threadId,
    name,
    startMs,
    wallMs: endMs - startMs,
    ...(isCut ? { isCut } : {}),
    budget:
      id === '4711-4'
        ? { cpu: 0.01, gc: 0, blocked: 0, wait: 0.99 }
        : { cpu: 0.42, gc: 0.02, blocked: 0.02, wait: 0.54 },
  };
};

const inFlightBuckets = 320;
const inFlightMs = wallMs / inFlightBuckets;
const column = (value: (atMs: number) => number): number[] =>
  Array.from({ length: inFlightBuckets }, (_, at) => Math.max(0, Math.round(100 * value(at * inFlightMs)) / 100));

/** All waits in the first half of the run. */
const inFirstHalf = (node: WaitingNode): WaitingNode => ({
  ...node,
  overTime: { idleMs: [node.idleMs, 0], waitMs: [node.waitMs, 0] },
  children: node.children.map(inFirstHalf),
});

export function sampleLanes(): Report {
  const report = sampleServer();
  const reading = column((atMs) => 14 + 12 * Math.sin(atMs / 700));
  const serving = column((atMs) => 6 + 4 * Math.sin(atMs / 310));
  const hashing = column((atMs) => (atMs > 2000 && atMs < 3200 ? 3 : 0));
  const upTo = (mean: readonly number[]) => mean.map((value) => Math.ceil(value * 1.4));
  const peaks = [upTo(reading), upTo(serving), upTo(hashing)] as const;
  return {
    ...report,
    run: { ...report.run, wallMs, cpuCount: 4 },
    threads: shapes.map(summaryOf),
    ...(report.waiting ? { waiting: inFirstHalf(report.waiting) } : {}),
    cpuTimeline: Array.from({ length: 64 }, (_, at): CpuPoint => {
      const atMs = (at + 1) * 100;
      const alive = shapes.filter(({ startMs, endMs }) => startMs <= atMs && atMs < endMs);
      const used = (own: (shape: Shape) => boolean) =>
        alive.filter(own).reduce((sum, { computing }) => sum + computing(atMs), 0);
      return {
        atMs,
        mainThread: used(({ kind }) => kind === 'main'),
        threadPool: 0.3,
        workers: used(({ id, kind }) => kind === 'worker' && id.startsWith('4711')),
        childProcesses: used(({ id }) => id.startsWith('4719')),
      };
    }),
    overTime: {
      threads: shapes.map(activityOf),
      inFlight: {
        bucketMs: inFlightMs,
        peak: reading.map((_, at) => peaks.reduce((sum, column) => sum + (column[at] ?? 0), 0)),
        kinds: [
          { kind: 'fs', mean: reading, peak: peaks[0] },
          { kind: 'http', mean: serving, peak: peaks[1] },
          { kind: 'crypto', mean: hashing, peak: peaks[2] },
        ],
        isEstimated: true,
      },
      gcPauses: {
        longest: [
          { threadId: '4711-0', startMs: 1210, durationMs: 34 },
          { threadId: '4711-2', startMs: 2980, durationMs: 12 },
          { threadId: '4719-0', startMs: 4400, durationMs: 61 },
        ],
        count: 214,
        totalMs: 386,
      },
      userTiming: {
        entries: [
          { threadId: '4711-0', name: 'load index', startMs: 120, durationMs: 900 },
          { threadId: '4711-0', name: 'warm cache', startMs: 700, durationMs: 620 },
          { threadId: '4711-2', name: 'hash batch', startMs: 1900, durationMs: 1300 },
          { threadId: '4711-0', name: 'nightly report', startMs: 2400, durationMs: 365 },
          { threadId: '4719-0', name: 'resize', startMs: 2500, durationMs: 2100 },
          { threadId: '4711-0', name: 'nightly report', startMs: 5000, durationMs: 402 },
        ],
        count: 1310,
      },
    },
  };
}
