/** Begins recording in the calling thread and leaves the hook for the watcher. */
import type { ThreadStarted } from '../capture/format/capture.ts';
import type { AgentConfig } from '../capture/format/control.ts';
import { CallCounter } from './callCounts.ts';
import type { Engine } from './engine.ts';
import { nowMicros, pid, threadId } from './originals.ts';
import { ownOsThreadId, ownSchedulerClock } from './osThread.ts';
import { placeHook } from './hookPlace.ts';
import { Recorder } from './recorder.ts';
import type { SharedState } from './sharedState.ts';
import { followVmRuns } from './vmRuns.ts';
import { hookDone, terminated, type HookCommand, type ThreadRecorder } from './threadRecorder.ts';

export interface ThreadOrigin {
  readonly kind: ThreadStarted['kind'];
  readonly name: string;
  readonly parentPid: number | null;
  readonly parentThreadId: number | null;
}

export interface StartedThread {
  readonly recorder: ThreadRecorder;
  /** Null in the counting pass, which has no events. */
  readonly full: Recorder | null;
}

export function startThread(
  config: AgentConfig,
  origin: ThreadOrigin,
  state: SharedState,
  engine: Engine | null,
): StartedThread {
  const osThreadId = ownOsThreadId();
  const clock = ownSchedulerClock();
  const poolSize = Number(process.env.UV_THREADPOOL_SIZE);
  const slot = state.join(threadId, osThreadId ?? 0);
  const thread: ThreadStarted = {
    k: 'thread',
    t: nowMicros(),
    pid,
    threadId,
    ...origin,
    osThreadId,
    nodeVersion: process.version,
    ...(clock ? { clock } : {}),
    ...(poolSize >= 1 ? { threadPoolSize: poolSize } : {}),
  };
  if (config.mode === 'count-calls') {
    const counter = new CallCounter(config, thread, state, slot);
    counter.start();
    leaveHook(counter, state, slot);
    return { recorder: counter, full: null };
  }
  followVmRuns((inside) => state.setInsideVm(slot, inside));
  const recorder = new Recorder(config, thread, state, slot, engine);
  recorder.start();
  leaveHook(recorder, state, slot);
  return { recorder, full: recorder };
}

function leaveHook(recorder: ThreadRecorder, state: SharedState, slot: number): void {
  const hook = (command: HookCommand): boolean => {
    if (!state.enterHook(slot)) return hookDone;
    try {
      if (command === 'finish') recorder.finish(terminated);
      else recorder[command]();
    } finally {
      state.leaveHook(slot);
    }
    return hookDone;
  };
  placeHook(hook);
}
