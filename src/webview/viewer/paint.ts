/** Colours and names of boxes: by package or category, paler where a search means others, lit where chosen. */
import { rowOffset, shadeRow } from '../flame/colours.ts';
import type { BoxSource } from '../flame/paintBoxes.ts';
import type { FlameFrame } from '../flame/sampledProfile.ts';
import { shadeKey, type ColouredBy } from './model/index.ts';

export interface Paint {
  /** `frameOfBox`: row of the frames that the paint was made for. */
  sourceFor(frameOfBox: Uint32Array): BoxSource;
  /** Frame → 1; null for none. */
  emphasise(isMatch: Uint8Array | null, isChosen: Uint8Array | null): void;
}

export function createPaint(frames: readonly FlameFrame[], by: ColouredBy): Paint {
  const plain = Uint16Array.from(frames, (frame) => shadeRow(shadeKey(frame, by)));
  const shades = plain.slice();
  return {
    sourceFor: (frameOfBox) => ({
      shade: (box) => shades[frameOfBox[box] as number] as number,
      name: (box) => frames[frameOfBox[box] as number]?.name ?? '',
    }),
    emphasise: (isMatch, isChosen) => {
      for (let frame = 0; frame < shades.length; frame++) {
        const emphasis = isChosen?.[frame] === 1 ? 'lit' : isMatch?.[frame] === 0 ? 'pale' : 'plain';
        shades[frame] = (plain[frame] as number) + rowOffset(emphasis);
      }
    },
  };
}
