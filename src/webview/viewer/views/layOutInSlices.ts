/** Lays a chart out without holding the page up: keys, scrolling and the picture that is there go on in between. */
import type { Boxes, TimeLayout } from '../model/index.ts';

/** 40 to 100 ms; what has no more than that is there at once. */
export const samplesOfSlice = 1_000_000;

/** Gives a function that stops it. */
export function layOutInSlices(layout: TimeLayout, done: (boxes: Boxes) => void): () => void {
  let waiting = 0;
  const goOn = () => {
    if (layout.advance(samplesOfSlice)) done(layout.finish());
    else waiting = window.setTimeout(goOn);
  };
  goOn();
  return () => clearTimeout(waiting);
}
