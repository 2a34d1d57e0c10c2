/** What tests of the page of a profile file open. */
import type { CpuProfile } from '../../src/profiler/capture/format/profiles.ts';
import type { ProfileFile, ToPanel } from '../../src/webview/protocol.ts';

export const profileFile = (name: string, text: string): ProfileFile => ({
  id: `file:///home/ada/${name}`,
  name,
  sizeBytes: text.length,
  pid: null,
  threadId: null,
});

export const filesMessage = (...files: readonly ProfileFile[]): ToPanel => ({
  type: 'profileFiles',
  title: files[0]?.name ?? '',
  files: [...files],
});

/** The later of two: `weight` takes no time any more, `clamp` twice as much. */
export function fasterProfile(profile: CpuProfile): CpuProfile {
  const idOf = (name: string) => profile.nodes.find(({ callFrame }) => callFrame.functionName === name)?.id;
  const [weight, clamp] = [idOf('weight'), idOf('clamp')];
  const deltas = profile.timeDeltas ?? [];
  const kept = (profile.samples ?? [])
    .map((id, at) => ({ id, delta: deltas[at] ?? 0 }))
    .filter(({ id }) => id !== weight);
  const doubled = kept.flatMap((sample) => (sample.id === clamp ? [sample, sample] : [sample]));
  return {
    ...profile,
    samples: doubled.map(({ id }) => id),
    timeDeltas: doubled.map(({ delta }) => delta),
    endTime: profile.startTime + doubled.reduce((sum, { delta }) => sum + delta, 0) + 500,
  };
}
