/**
 * Where the CPU cannot be sampled without harm: with V8's `--single-threaded`, Node 18 hangs under its own sampler in one of
 * fifteen short programs (11 of 120 with a sample a millisecond, none of 60 with one a second, none on Node 20 and 22).
 */
import type { Engine } from './engine.ts';

const firstSoundMajor = 20;
const major = Number(process.versions.node.split('.')[0]);
/** V8 takes both spellings. */
const singleThreaded = /^--single[-_]threaded$/;

/** Asked in main threads only: flags of V8 count for the whole process, but a worker may have arguments of its own. */
export const samplerHangs = major < firstSoundMajor && process.execArgv.some((flag) => singleThreaded.test(flag));

export const samplerHangsText =
  'The CPU was not sampled: with --single-threaded, Node.js 18 can hang while it is. Node.js 20 or newer does not.';

export const noSampling: Engine = { start: () => {}, rotate: () => null, stop: () => null };
