/** A report that says what a rule asks about; everything else is empty. */
import type { Cause, Report } from '../../../src/profiler/report.ts';

export interface Sample {
  class?: Report['verdict']['class'];
  cause?: Cause | null;
  cpu?: number;
  gc?: number;
  blocked?: number;
  wait?: number;
  /** Cores used beside the main thread. */
  pool?: number;
  workers?: number;
  children?: number;
  cores?: number;
  wallMs?: number;
  isServer?: boolean;
  /** Share of the time in the developer's one function. */
  hot?: number;
  confidence?: number;
  /** Operations that queue for libuv's pool on average; the report then says how full the pool is. */
  poolQueue?: number;
  poolThreads?: number;
  poolKind?: string;
}

export function sampleReport(sample: Sample): Report {
  const { cpu = 0, gc = 0, blocked = 0, wallMs = 10_000, cores = 4, hot = 0 } = sample;
  return {
    schemaVersion: 1,
    run: {
      command: ['node', 'main.js'],
      cwd: '/app',
      nodeVersion: 'v20.0.0',
      platform: 'linux',
      cpuCount: cores,
      startedAt: '2026-01-01T00:00:00.000Z',
      wallMs,
      exit: { code: 0, signal: null, reason: 'exited' },
    },
    verdict: {
      class: sample.class ?? 'cpu-bound',
      cause: sample.cause ?? null,
      confidence: sample.confidence ?? 0.95,
      summary: 'What was measured.',
      budget: { cpu, gc, blocked, wait: sample.wait ?? 1 - cpu - gc - blocked },
      offThreadCpuMs: {
        threadPool: (sample.pool ?? 0) * wallMs,
        workers: (sample.workers ?? 0) * wallMs,
        childProcesses: (sample.children ?? 0) * wallMs,
      },
      evidence: [],
    },
    threads: [],
    hotFunctions:
      hot > 0
        ? [
            {
              name: 'crunch',
              location: { file: '/app/main.js', line: 3, column: 1 },
              selfMs: hot * wallMs,
              totalMs: hot * wallMs,
              selfShare: hot,
              totalShare: hot,
              calls: null,
              category: 'user',
              lines: [],
            },
          ]
        : [],
    tasks: [],
    io: [],
    stalls: [],
    memory: {
      peakHeapBytes: 0,
      peakRssBytes: 0,
      peakExternalBytes: 0,
      timeline: [],
      growth: [],
      allocation: [],
      leak: null,
    },
    recommendations: [],
    warnings: [],
    cpuTimeline: [],
    sampling: {
      engine: 'inspector',
      cpuIntervalRequestedMs: 1,
      cpuIntervalObservedMs: 1,
      cpuSamples: wallMs,
      heapIntervalBytes: null,
      heapMode: 'off',
    },
    inFlight: { readings: 10, meanRequests: 1, maxRequests: 1, meanTimers: 0, isServer: sample.isServer ?? false },
    sources: [],
    ...(sample.poolQueue === undefined ? {} : { threadPool: fullPool(sample, wallMs) }),
  };
}

/** Every thread is taken all the time. */
function fullPool({ poolQueue = 0, poolThreads = 4, poolKind = 'crypto' }: Sample, wallMs: number) {
  const runMs = poolThreads * wallMs;
  return {
    size: poolThreads,
    occupancy: 1,
    meanQueued: poolQueue,
    maxQueued: 2 * poolQueue,
    queueMs: poolQueue * wallMs,
    runMs,
    starved: true,
    filledBy: [{ kind: poolKind, location: null, runMs }],
    waiting: [],
  };
}
