/** A pool of child processes: as many calls in flight as there are processes. */
import { performance } from 'node:perf_hooks';
import { startChild } from './child.ts';
import { mapBounded } from './inProcess.ts';
import type { Runner, RunnerPlace } from './runner.ts';

export async function processPool(place: RunnerPlace): Promise<Runner> {
  const children = await Promise.all(Array.from({ length: place.size }, () => startChild(place)));
  return {
    run: async (argumentLists, calls, goOn) => {
      const free = [...children];
      await mapBounded(argumentLists, children.length, goOn, async (args, index) => {
        const child = free.pop()!;
        const begun = performance.now();
        calls.set(index, await child.call(args), performance.now() - begun);
        free.push(child);
      });
    },
    usageOfOthers: () => Promise.all(children.map((child) => child.usage())),
    stop: async () => {
      for (const child of children) child.end();
    },
  };
}
