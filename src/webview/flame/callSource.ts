/** Names and colours of the boxes of a thread's calls. */
import { paletteSize, shadeOf } from './colours.ts';
import type { FlameModel } from './flameModel.ts';
import type { BoxSource } from './paintBoxes.ts';

export function callSource({ frames, intervals }: FlameModel): BoxSource {
  const shadeOfFrame = Uint8Array.from(frames, (frame) => Math.min(shadeOf(frame), paletteSize - 1));
  return {
    shade: (box) => shadeOfFrame[intervals.frame[box] as number] as number,
    name: (box) => frames[intervals.frame[box] as number]?.name ?? '',
  };
}
