/** Entry point in a pool's worker thread: imports the user's module once and calls the function. */
import { workerData } from 'node:worker_threads';
import { isThenable, type CallResult } from './calls.ts';
import { loadFunction, messageOf, type UserFunction } from './loadFunction.ts';

/** Arguments of a call; null only imports the module. */
export type Task = unknown[] | null;
export type Answer = CallResult;

const { module, exportName } = placeOf(workerData);
let call: UserFunction | null = null;

export default function work(task: Task): Answer | Promise<Answer> {
  if (task === null) return load();
  try {
    const value = call!(...task);
    return isThenable(value) ? settled(value) : { value };
  } catch (error) {
    return { failed: messageOf(error) };
  }
}

async function load(): Promise<Answer> {
  call = await loadFunction(module, exportName);
  return { value: null };
}

async function settled(promise: PromiseLike<unknown>): Promise<Answer> {
  try {
    return { value: await promise };
  } catch (error) {
    return { failed: messageOf(error) };
  }
}

function placeOf(data: unknown): { module: string; exportName: string } {
  return data as { module: string; exportName: string };
}
