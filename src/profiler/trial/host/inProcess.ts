/** The models that need nothing but this process: one call after the other, and several calls in flight. */
import { performance } from 'node:perf_hooks';
import pMap from 'p-map';
import { callSerially, type CallResult } from './calls.ts';
import { messageOf, type UserFunction } from './loadFunction.ts';
import type { Runner } from './runner.ts';

const alone = { usageOfOthers: () => Promise.resolve([]), stop: () => Promise.resolve() };

export const serial = (call: UserFunction): Runner => ({
  ...alone,
  run: async (argumentLists, calls, goOn) => {
    await callSerially(call, argumentLists, calls, goOn);
  },
});

export const boundedAsync = (call: UserFunction, limit: number): Runner => ({
  ...alone,
  run: (argumentLists, calls, goOn) =>
    mapBounded(argumentLists, limit, goOn, async (args, index) => {
      const begun = performance.now();
      let result: CallResult;
      try {
        result = { value: await call(...args) };
      } catch (error) {
        result = { failed: messageOf(error) };
      }
      calls.set(index, result, performance.now() - begun);
    }),
});

/** With `p-map`; begins no other call once `goOn` says no. */
export async function mapBounded(
  argumentLists: readonly unknown[][],
  limit: number,
  goOn: (made: number) => boolean,
  call: (args: unknown[], index: number) => Promise<void>,
): Promise<void> {
  await pMap(argumentLists, (args, index) => (goOn(index) ? call(args, index) : undefined), { concurrency: limit });
}
