/**
 * Entry: a small thread beside the program. It makes every thread checkpoint, also one that spins or blocks, reads the
 * kernel's CPU clocks, and talks to the launcher. It must not end before the process does.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { ControlChannel } from './controlChannel.ts';
import { EventLog, threadKey } from './files.ts';
import { ForeignChildren } from './foreignChildren.ts';
import { BroadcastChannel, cpuUsage, nowMicros, pid, setInterval } from './originals.ts';
import { OsThreads } from './osThreads.ts';
import { ownOsThreadId } from './osThread.ts';
import { SharedState } from './sharedState.ts';
import { Targets } from './targets.ts';
import type { WatcherData, WatcherRequest } from './watcherMessages.ts';
import { requestChannelName } from './workerRequests.ts';

const liveMicros = 250_000;
/**
 * Reading the children's clocks walks /proc and, of profiled ones, the end of their events: as often as costs this share
 * of a processor while there are any, so that what they computed falls into the tenth of a second in which they did.
 */
const childrenShare = 0.01;
/** Between two readings while the main thread seems to have none: worker threads start children too. */
const noChildrenMicros = 1_000_000;
/** A thread in native code does not answer; the launcher hears "not complete" then. */
const longestFlushMs = 2000;
/** At the exit of the program; a spinning worker answers in 2-5 ms. */
const longestExitFlushMs = 250;

const { config, buffer, earlyThreads } = workerData as WatcherData;
const state = new SharedState(buffer);
// A warning written here would keep the main thread alive: it waits for somebody to read our stderr.
process.removeAllListeners('warning');
if (state.claimWatcher('connected')) watch();

function watch(): void {
  const targets = new Targets(state, (osThreadId) => threads.markOther(osThreadId));
  const threads = new OsThreads(state, earlyThreads, ownOsThreadId());
  const children = new ForeignChildren(config.captureDir);
  const events = config.mode === 'record' ? new EventLog(config.captureDir, threadKey(pid, 0)) : null;
  const control = new ControlChannel(config.controlPath, config.parent?.pid ?? null, () =>
    targets.callAll('flush', longestFlushMs),
  );
  let nextLive = 0;
  let nextChildren = 0;
  let lastChildren = 0;

  const addClocks = (): void => {
    const t = nowMicros();
    if (t >= lastChildren + noChildrenMicros || (t >= nextChildren && children.mayHaveComputed())) {
      children.update();
      lastChildren = t;
      nextChildren = t + (nowMicros() - t) / childrenShare;
    }
    const { user, system } = cpuUsage();
    const rows = threads.update();
    events?.add({
      k: 'cpu',
      t,
      process: { userMicros: user, systemMicros: system },
      threads: rows,
      foreignChildrenMicros: children.cpuMicros,
    });
    if (t >= nextLive) {
      nextLive = t + liveMicros;
      control.sendLive(t, rows, user + system, state.slots());
    }
  };
  const safely = (action: () => void): void => {
    try {
      action();
    } catch {
      // A full disk or a folder that is gone; the next turn tries again.
    }
  };

  setInterval(() => {
    targets.tick();
    safely(addClocks);
  }, config.options.counterMs);

  const finish = (threadId: number): void => targets.finish(threadId);
  parentPort!.on('message', (request: WatcherRequest) => {
    if ('finish' in request) finish(request.finish);
    else
      void targets.finishWorkers(longestExitFlushMs).then(() => {
        lastChildren = 0;
        safely(addClocks);
        targets.disconnect();
        state.confirmExit();
      });
  });
  const requests = new BroadcastChannel(requestChannelName(pid));
  requests.onmessage = (message: unknown) => finish((message as { data: { finish: number } }).data.finish);
}
