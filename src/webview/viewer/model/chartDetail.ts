/**
 * Which boxes a window of the chart needs. Small profiles are laid out once and exactly. Large ones, whose boxes would take
 * more memory than the file (11.6 million samples: 35 million boxes), are laid out a tile at a time, as fine as a screen.
 */
import { wholeChart, type ChartDetail } from './timeBoxes.ts';
import type { Samples, TimeRange } from './threadProfile.ts';

/**
 * 16 bytes a box and 3 to 15 boxes a sample: up to 60 MB. More of them lie so far apart in memory that looking for those of
 * a picture takes longer than drawing it: 5 million boxes took 10.6 ms a frame, and take 5.3 when they are as fine as a screen.
 */
export const mostSamplesAtOnce = 250_000;
/** Device pixels of the widest screens. */
const widestPixels = 4096;

/**
 * The same object content for every window of a tile, so that panning and small zooms find what is there already: tiles are
 * two to four windows wide, overlap by half and halve in width from level to level.
 */
export function chartDetail({ nodeOfSample, startOfSample }: Samples, window: TimeRange): ChartDetail {
  const whole = startOfSample[nodeOfSample.length] ?? 0;
  if (nodeOfSample.length <= mostSamplesAtOnce || !(whole > 0)) return wholeChart;
  const width = Math.max(1, window.endMicros - window.startMicros);
  const level = Math.max(0, Math.floor(Math.log2(whole / width)) - 1);
  const tile = whole / 2 ** level;
  // The window has at least a quarter of its tile.
  const leastMicros = tile / 4 / widestPixels;
  if (level === 0) return { range: null, leastMicros };
  const start = Math.max(0, Math.floor(window.startMicros / (tile / 2)) * (tile / 2));
  return { range: { startMicros: start, endMicros: start + tile }, leastMicros };
}
