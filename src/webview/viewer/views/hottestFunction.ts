import { rowsByWeight } from '../model/index.ts';
import type { Scene } from '../scene.ts';

/** Row of the frames of the function with the largest weight of its own; what is no function comes last. -1 for none. */
export function hottestFunction(scene: Scene): number {
  const { groups, table } = scene.grouped('function');
  const frames = [...rowsByWeight(table.self)].map((group) => groups.groups[group]!.frame);
  return frames.find((frame) => scene.tree.frames[frame]?.role === 'call') ?? frames[0] ?? -1;
}
