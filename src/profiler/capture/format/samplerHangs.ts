/**
 * Where the CPU cannot be sampled without harm. With `--interpreted-frames-native-stack` V8's sampler looks the interrupted
 * address up under a lock (`IsInterpreterFramePc`, `CodeLargeObjectSpace::FindPage`) inside its signal handler; when the
 * interrupted thread holds that lock, it waits for itself for ever (seen in a debugger on Node 20; 21 of 240 short programs
 * on Node 18; none of 240 on each of 22, 24 and 26).
 */
const firstSoundMajor = 22;
/** V8 takes both spellings, and the last of several. */
const interpretedFrames = /^--(no-?)?interpreted[-_]frames[-_]native[-_]stack$/;

/** `nodeVersion` as in process.versions.node. The flag counts for the whole process, its workers too. */
export function hangsWhenSampled(
  nodeVersion: string,
  execArgv: readonly string[],
  nodeOptions: string | undefined,
): boolean {
  const flags = [...(nodeOptions?.split(/\s+/) ?? []), ...execArgv];
  const last = flags.findLast((flag) => interpretedFrames.test(flag));
  return Number.parseInt(nodeVersion) < firstSoundMajor && last?.startsWith('--interpreted') === true;
}
