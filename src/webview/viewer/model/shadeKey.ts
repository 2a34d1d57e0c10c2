/** Which shade a frame gets, from names alone: the same in every recording, thread and view. */
import type { FrameCategory } from '../../../profiler/report.ts';
import { hashOf } from '../../flame/colours.ts';
import type { FlameFrame } from '../../flame/sampledProfile.ts';

export type ColouredBy = 'package' | 'category';

export interface ShadeKey {
  /** Family of hues; waiting has its own, because it is no work. */
  readonly family: FrameCategory | 'waiting';
  /** To be taken modulo the number of shades of the family. */
  readonly shade: number;
  /** To tell functions of one shade apart; likewise. */
  readonly tint: number;
}

export function shadeKey(frame: FlameFrame, by: ColouredBy): ShadeKey {
  const family = frame.role === 'waiting' ? 'waiting' : frame.category;
  if (by === 'category') return { family, shade: 0, tint: hashOf(frame.name) };
  return { family, shade: hashOf(frame.packageName ?? folderOf(frame.url)), tint: hashOf(frame.name) };
}

/** The name of the folder, not its path, which differs from machine to machine. */
function folderOf(url: string): string {
  const parts = url.split(/[\\/]/);
  return parts[parts.length - 2] ?? '';
}
