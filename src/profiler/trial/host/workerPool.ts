/** A pool of worker threads (piscina): as many calls in flight as there are workers. */
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { Piscina } from 'piscina';
import type { CallResult } from './calls.ts';
import { mapBounded } from './inProcess.ts';
import { messageOf } from './loadFunction.ts';
import type { Runner, RunnerPlace } from './runner.ts';
import type { Answer, Task } from './workerTask.ts';

export async function workerPool({ module, exportName, size }: RunnerPlace): Promise<Runner> {
  const pool = new Piscina({
    filename: path.join(__dirname, 'trialWorker.cjs'),
    minThreads: size,
    maxThreads: size,
    // A worker that has nothing to do between two measurements is still part of the pool.
    idleTimeout: Infinity,
    workerData: { module, exportName },
  });
  // Piscina gives one task to each worker, so all have imported the module after these.
  const load: Task = null;
  await Promise.all(Array.from({ length: size }, () => pool.run(load)));
  return {
    run: (argumentLists, calls, goOn) =>
      mapBounded(argumentLists, size, goOn, async (args, index) => {
        const begun = performance.now();
        let result: CallResult;
        try {
          result = (await pool.run(args satisfies Task)) as Answer;
        } catch (error) {
          // The task catches what the function throws: what comes here is a result that cannot be copied, or a worker's end.
          if ((error as Error).name !== 'DataCloneError') throw error;
          result = { failed: messageOf(error) };
        }
        calls.set(index, result, performance.now() - begun);
      }),
    usageOfOthers: () => Promise.resolve([]),
    stop: () => pool.destroy(),
  };
}
