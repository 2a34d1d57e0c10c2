/** What the kernel threads of a Node process do, seen from outside and after the fact. Pure. */
import type { ThreadRole } from '../../capture/format/capture.ts';

export interface KernelThread {
  readonly id: number;
  readonly name: string;
  /** Clock ticks since boot. */
  readonly born: number;
}

export interface KnownThreads {
  readonly mainId: number;
  readonly workerIds: ReadonlySet<number>;
  /** Those of before we opened the inspector; null when it was open already. */
  readonly before: ReadonlySet<number> | null;
  readonly nodeMajor: number;
}

// Names are cut at 15 letters by Linux. Pool threads have one from Node 22 on, V8's and the inspector's from 24 on.
const oursName = /^(?:v8:ProfEvntProc|InspectorIo)$/;
const poolName = 'libuv-worker';
const engineName = /V8Worker|^DelayedTaskSche|^SignalInspector/;
const firstMajorWithPoolNames = 22;
const firstMajorWithAllNames = 24;
/**
 * Node starts these before anything else, in this order: one for delayed tasks, four workers of V8 (unless told
 * otherwise), and the one that waits for SIGUSR1. What comes behind them without a name is libuv's pool.
 */
const engineThreads = 6;

export function rolesOf(threads: readonly KernelThread[], known: KnownThreads): Map<number, ThreadRole> {
  const byBirth = [...threads].sort((a, b) => a.born - b.born || a.id - b.id);
  const early = new Set(
    byBirth
      .filter(({ id }) => id !== known.mainId)
      .slice(0, engineThreads)
      .map(({ id }) => id),
  );
  return new Map(threads.map((thread) => [thread.id, roleOf(thread, early, known)]));
}

function roleOf({ id, name }: KernelThread, early: ReadonlySet<number>, known: KnownThreads): ThreadRole {
  if (id === known.mainId) return 'main';
  if (known.workerIds.has(id)) return 'worker';
  if (oursName.test(name)) return 'profiler';
  if (name === poolName) return 'pool';
  if (engineName.test(name)) return 'v8';
  if (known.nodeMajor >= firstMajorWithAllNames) return 'other';
  if (early.has(id)) return 'v8';
  // The thread of the inspector that we opened is the only new one by then.
  if (known.before?.has(id) === false) return 'profiler';
  return known.nodeMajor < firstMajorWithPoolNames ? 'pool' : 'other';
}
