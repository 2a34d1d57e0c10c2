/** How many operations of a kind are worth having in flight, by who serves them. */
import type { Situation } from './situation.ts';

/** Operations that libuv's pool carries out: its threads are the limit, the rest queue. */
const poolKinds: ReadonlySet<string> = new Set(['fs', 'dns', 'zlib', 'crypto']);
/**
 * What one program should ask of a service that nobody measured: half of the 100 connections that PostgreSQL accepts
 * unless told otherwise, and far below the hundreds of common web servers. A trial finds the real limit.
 */
const mostRequests = 50;
/** Nearly every service takes so many at once: web servers and databases start with at least four workers or cores. */
export const servedAnywhere = 4;
/** A second operation for each thread that is busy waits in a queue of this process, which costs next to nothing. */
const handOverAhead = 2;
/**
 * While one child ends and the next one starts, a processor has nothing to do: half more children than processors fill it, as
 * builds run some more jobs than there are processors. Each costs the memory of a process.
 */
const childrenAhead = 1.5;
/**
 * Times the knee. At the knee the loop could always compute, if answers came evenly. Where N of them come together, N turns
 * are computed and only then the next N asked for: each N turns cost one wait more, which is W / (N C) of the computing, at
 * three knees at most a third. The other side is not asked for more by that: it has W / C of them, the rest wait here.
 */
const unevenAnswers = 3;
/**
 * Main thread's time to open one more connection: with 50 at once, a request over a new one took it 0.66 ms and over an open
 * one 0.25 ms (fetch, Node 20, local, two cores).
 */
const openConnectionMs = 0.4;
const overConnections: ReadonlySet<string> = new Set(['fetch', 'http']);

export interface Bound {
  readonly most: number;
  /** The main thread's, for each more in flight. */
  readonly openMs: number;
  /** Kept ready for each that is served, so that none waits for the loop to hand over the next. */
  readonly ready: number;
  /** Who serves the operations: the low end of a range depends on it. */
  readonly server: 'pool' | 'workers' | 'children' | 'others';
}

export function boundOf(kind: string | null, { report, poolThreads, cores, serial }: Situation): Bound {
  if (kind !== null && poolKinds.has(kind))
    return { most: poolThreads, openMs: 0, ready: handOverAhead, server: 'pool' };
  if (kind === 'worker') {
    const workers = report.threads.filter((thread) => thread.kind === 'worker').length;
    return { most: Math.max(2, workers), openMs: 0, ready: handOverAhead, server: 'workers' };
  }
  if (kind === 'child-process') {
    // Children that compute share the processors; others wait for something beyond this machine.
    const computes = report.verdict.offThreadCpuMs.childProcesses >= (serial?.idleMs ?? Infinity) / 2;
    return computes
      ? { most: Math.max(2, cores), openMs: 0, ready: childrenAhead, server: 'children' }
      : { most: mostRequests, openMs: 0, ready: 1, server: 'children' };
  }
  const openMs = kind !== null && overConnections.has(kind) ? openConnectionMs : 0;
  return { most: mostRequests, openMs, ready: unevenAnswers, server: 'others' };
}
