/**
 * How a worker learns that it is the program's own and is to be recorded: environment data that is there only while the
 * program's `new Worker` runs. Node's internal threads (module loader hooks) run our preload too and never find any.
 */
import type { AgentConfig } from '../capture/format/control.ts';
import { getEnvironmentData, setEnvironmentData } from './originals.ts';

const key = 'concurrency-profiler.agent';

export interface WorkerOrigin {
  config: AgentConfig;
  buffer: SharedArrayBuffer;
  parentThreadId: number;
  name: string;
}

/** Hands `origin` to the worker that `create` constructs, and to no other. */
export function offering<Created>(origin: WorkerOrigin, create: () => Created): Created {
  setEnvironmentData(key, origin as never);
  try {
    return create();
  } finally {
    setEnvironmentData(key, undefined as never);
  }
}

export function takeOrigin(): WorkerOrigin | null {
  const origin = getEnvironmentData(key) as unknown as WorkerOrigin | undefined;
  if (!origin) return null;
  setEnvironmentData(key, undefined as never);
  return origin;
}
