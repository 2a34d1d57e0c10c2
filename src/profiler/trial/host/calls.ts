/** Calls of the user's function, one after the other or as a runner has them; what came back, and how long each took. */
import { performance } from 'node:perf_hooks';
import { failureFingerprint, fingerprint } from './fingerprint.ts';
import { messageOf, type UserFunction } from './loadFunction.ts';

export type CallResult = { readonly value: unknown } | { readonly failed: string };

/** Filled by a runner: one entry a call that was made. */
export class Calls {
  readonly results: CallResult[] = [];
  readonly times: number[] = [];

  set(index: number, result: CallResult, ms: number): void {
    this.results[index] = result;
    this.times[index] = ms;
  }

  get made(): number {
    return this.times.length;
  }

  get errors(): number {
    return this.results.filter((result) => 'failed' in result).length;
  }

  get firstError(): string | null {
    const failed = this.results.find((result) => 'failed' in result);
    return failed && 'failed' in failed ? failed.failed : null;
  }

  fingerprints(): string[] {
    return this.results.map((result) =>
      'failed' in result ? failureFingerprint(result.failed) : safeFingerprint(result.value),
    );
  }
}

/** A graph too deep to walk equals any other such graph. */
function safeFingerprint(value: unknown): string {
  try {
    return fingerprint(value);
  } catch {
    return 'not comparable';
  }
}

export const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as { then?: unknown } | null | undefined)?.then === 'function';

/** Awaits only what is a promise: a synchronous function in a loop of the user's would not be awaited either. */
export async function callSerially(
  call: UserFunction,
  argumentLists: readonly unknown[][],
  calls: Calls,
  goOn: (made: number) => boolean,
): Promise<{ returnsPromise: boolean }> {
  let returnsPromise = false;
  for (let index = 0; index < argumentLists.length && goOn(index); index++) {
    const begun = performance.now();
    let result: CallResult;
    try {
      let value = call(...argumentLists[index]!);
      if (isThenable(value)) {
        returnsPromise = true;
        value = await value;
      }
      result = { value };
    } catch (error) {
      result = { failed: messageOf(error) };
    }
    calls.set(index, result, performance.now() - begun);
  }
  return { returnsPromise };
}
