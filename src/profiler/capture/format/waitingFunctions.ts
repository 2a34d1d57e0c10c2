/** Names of functions that wait without computing when they are on top of the stack. Whose code they are is checked apart. */

/** Atomics.wait has no frame of its own in most versions: its caller, such as piscina's loop, seems to run. */
const atomicsWait = 'wait';
const waitingLoop = 'atomicsWaitLoop';
const synchronousCalls = new Set(['spawn', 'spawnSync', 'fsync', 'fdatasync', 'flock', 'sleep', 'msleep', 'usleep']);

export const isLockName = (name: string): boolean => name === atomicsWait || name === waitingLoop;

export const isSynchronousCallName = (name: string): boolean => synchronousCalls.has(name);

/**
 * Known from name and owner alone, without the thread's CPU clock beside it. So stricter than in the report, where the
 * clock has the last word: a function of the user's may be called `wait` and compute, and Node's own `spawn` in JavaScript
 * starts a process without waiting for it.
 */
export function isWaitingFunction(name: string, owner: 'native' | 'node' | 'other'): boolean {
  if (name === waitingLoop) return true;
  if (owner === 'native') return name === atomicsWait || synchronousCalls.has(name);
  return owner === 'node' && name === 'spawnSync';
}
