/** Which checkpoint the growth is measured up to. */
import type { LoadedThread } from '../../capture/format/loaded.ts';
import type { HeapProfile, HeapProfileNode } from '../../capture/format/profiles.ts';

type Checkpoint = LoadedThread['heapProfiles'][number];

/**
 * With less than this of the growth left at the end, the program has dropped its data before it ended: the last
 * checkpoint says what was freed, and nothing about what grew.
 */
const stillThere = 0.5;

/** The last one; the fullest where most of what had grown until then is gone at the end. */
export function laterCheckpoint(
  checkpoints: readonly Checkpoint[],
  smallestGrowthBytes: number,
): Checkpoint | undefined {
  const last = checkpoints.at(-1);
  const [first, ...later] = checkpoints.map((checkpoint) => ({ checkpoint, bytes: liveBytes(checkpoint.profile) }));
  if (!first || later.length < 2) return last;
  const fullest = later.reduce((most, next) => (next.bytes > most.bytes ? next : most));
  const grown = fullest.bytes - first.bytes;
  const left = (later.at(-1)?.bytes ?? 0) - first.bytes;
  return grown >= smallestGrowthBytes && left < stillThere * grown ? fullest.checkpoint : last;
}

function liveBytes({ head }: HeapProfile): number {
  let bytes = 0;
  const open: HeapProfileNode[] = [head];
  for (let node = open.pop(); node; node = open.pop()) {
    bytes += node.selfSize;
    open.push(...(node.children ?? []));
  }
  return bytes;
}
