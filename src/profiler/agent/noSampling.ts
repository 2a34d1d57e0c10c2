/**
 * Where the CPU cannot be sampled without harm. With `--interpreted-frames-native-stack` V8's sampler looks the interrupted
 * address up under a lock (`IsInterpreterFramePc`, `CodeLargeObjectSpace::FindPage`) inside its signal handler; when the
 * interrupted thread holds that lock, it waits for itself for ever (seen in a debugger on Node 20; 21 of 240 short programs
 * on Node 18).
 */
import type { Engine } from './engine.ts';
import { env, execArgv } from './originals.ts';

/** V8 takes both spellings, and the last of several. */
const interpretedFrames = /^--(no-?)?interpreted[-_]frames[-_]native[-_]stack$/;
const flags = [...(env['NODE_OPTIONS']?.split(/\s+/) ?? []), ...execArgv];

/** Asked in main threads only: flags of V8 count for the whole process, but a worker may have arguments of its own. */
export const samplerHangs =
  flags.findLast((flag) => interpretedFrames.test(flag))?.startsWith('--interpreted') === true;

export const samplerHangsText =
  'The CPU was not sampled: with --interpreted-frames-native-stack Node.js can hang while it is. Leave the flag out to see what computes.';

export const noSampling: Engine = { start: () => {}, rotate: () => null, stop: () => null };
