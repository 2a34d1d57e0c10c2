/** Takes the place of the sampler where V8's own would harm the program. */
import { hangsWhenSampled } from '../capture/format/samplerHangs.ts';
import type { Engine } from './engine.ts';
import { env, execArgv } from './originals.ts';

/** Asked in main threads only: a worker may have arguments of its own. */
export const samplerHangs = hangsWhenSampled(process.versions.node, execArgv, env['NODE_OPTIONS']);

export const samplerHangsText =
  'The CPU was not sampled: with --interpreted-frames-native-stack, Node.js 18 and 20 can hang while it is. Leave the flag out to see what computes.';

export const noSampling: Engine = { start: () => {}, rotate: () => null, stop: () => null };
