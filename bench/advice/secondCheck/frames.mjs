/** Frames of a Mandelbrot zoom, drawn row by row into one array each. */
import { inWorkers } from '../models.mjs';

export const shape = 'frames, one typed array each';
const [width, height] = [400, 260];
const frames = Array.from({ length: 18 }, (_, frame) => ({ frame, zoom: 1.15 ** frame }));

function depthAt(x, y) {
  let [a, b, turns] = [0, 0, 0];
  while (turns < 160 && a * a + b * b < 4) {
    [a, b] = [a * a - b * b + x, 2 * a * b + y];
    turns++;
  }
  return turns;
}

export function drawFrame({ zoom }) {
  const pixels = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) drawRow(pixels, row, zoom);
  return pixels;
}

function drawRow(pixels, row, zoom) {
  for (let column = 0; column < width; column++) {
    const x = -0.7 + (column / width - 0.5) * (3 / zoom);
    const y = 0.27 + (row / height - 0.5) * (2 / zoom);
    pixels[row * width + column] = depthAt(x, y);
  }
}

const sumOf = (drawn) => drawn.reduce((sum, pixels) => sum + pixels[5000], 0);

export const variants = {
  original: { run: () => sumOf(frames.map(drawFrame)) },
  workers: {
    model: 'worker-threads',
    sizes: [2],
    run: async (size) => sumOf(await inWorkers(import.meta.url, 'drawFrame', frames, size)),
  },
};
