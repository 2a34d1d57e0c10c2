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
/** Answers do not come evenly: up to half more than the knee keeps the loop fed, beyond that only latency grows. */
const unevenAnswers = 1.5;

export interface Bound {
  readonly most: number;
  /** Kept ready for each that is served, so that none waits for the loop to hand over the next. */
  readonly ready: number;
  /** Who serves the operations: the low end of a range depends on it. */
  readonly server: 'pool' | 'workers' | 'children' | 'others';
}

export function boundOf(kind: string | null, { report, poolThreads, cores, serial }: Situation): Bound {
  if (kind !== null && poolKinds.has(kind)) return { most: poolThreads, ready: handOverAhead, server: 'pool' };
  if (kind === 'worker') {
    const workers = report.threads.filter((thread) => thread.kind === 'worker').length;
    return { most: Math.max(2, workers), ready: handOverAhead, server: 'workers' };
  }
  if (kind === 'child-process') {
    // Children that compute share the processors; others wait for something beyond this machine.
    const computes = report.verdict.offThreadCpuMs.childProcesses >= (serial?.idleMs ?? Infinity) / 2;
    return { most: computes ? Math.max(2, cores) : mostRequests, ready: 1, server: 'children' };
  }
  return { most: mostRequests, ready: unevenAnswers, server: 'others' };
}
