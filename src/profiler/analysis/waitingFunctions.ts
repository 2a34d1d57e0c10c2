/** Functions known to wait without computing when they are on top of the stack. */
import { isLockName, isSynchronousCallName } from '../capture/format/waitingFunctions.ts';
import type { FunctionInfo } from './describeFrames.ts';

/** How likely a sample of this function is waiting rather than computing; lower tiers are charged first. */
export const waitTiers = 3;

export const isLock = ({ name, category }: FunctionInfo): boolean =>
  isLockName(name) && (category === 'native' || category === 'dependency');

export const isSynchronousCall = ({ name, isNativeWork }: FunctionInfo): boolean =>
  isNativeWork && isSynchronousCallName(name);

/**
 * 0: known to wait. 1: native work, which may be a system call. 2: anything else, such as a JS caller of Atomics.wait.
 * Null: the collector, which waits for helper threads of its own, and the profiler.
 */
export function waitTier(info: FunctionInfo): 0 | 1 | 2 | null {
  if (info.pseudo === 'gc' || info.pseudo === 'profiler') return null;
  if (isLock(info) || isSynchronousCall(info)) return 0;
  return info.isNativeWork ? 1 : 2;
}
