/** One large picture, sharpened row by row into another: the rows need their neighbours, but not each other's results. */
import { inWorkers } from '../models.mjs';

export const shape = 'convolution of one picture, row by row';
const [width, height, reach] = [3200, 2400, 4];
const kernel = Float32Array.from({ length: (2 * reach + 1) ** 2 }, (_, at) => Math.sin(at + 1) / 9);

function picture() {
  const values = new Float32Array(width * height);
  for (let at = 0; at < values.length; at++) values[at] = ((at * 2654435761) >>> 0) / 2 ** 32;
  return values;
}

function sharpenRow(from, to, row, rows, target) {
  for (let column = 0; column < width; column++) {
    let sum = 0;
    for (let dy = -reach; dy <= reach; dy++) {
      const y = Math.min(rows - 1, Math.max(0, row + dy));
      for (let dx = -reach; dx <= reach; dx++) {
        const x = Math.min(width - 1, Math.max(0, column + dx));
        sum += from[y * width + x] * kernel[(dy + reach) * (2 * reach + 1) + dx + reach];
      }
    }
    to[target * width + column] = sum;
  }
}

function sharpen(from) {
  const to = new Float32Array(from.length);
  for (let row = 0; row < height; row++) sharpenRow(from, to, row, height, row);
  return to;
}

/** Some rows, with those around them that they need. */
export function sharpenBand({ from, rows, first, count }) {
  const to = new Float32Array(count * width);
  for (let row = 0; row < count; row++) sharpenRow(from, to, first + row, rows, row);
  return to;
}

function bands(values, count) {
  return Array.from({ length: count }, (_, at) => {
    const begin = Math.floor((at * height) / count);
    const end = Math.floor(((at + 1) * height) / count);
    const [above, below] = [Math.max(0, begin - reach), Math.min(height, end + reach)];
    return {
      from: values.slice(above * width, below * width),
      rows: below - above,
      first: begin - above,
      count: end - begin,
    };
  });
}

const sumOf = (values) => Math.round(values.reduce((sum, value) => sum + value, 0));

export const variants = {
  original: { run: () => sumOf(sharpen(picture())) },
  workers: {
    model: 'worker-threads',
    sizes: [2],
    run: async (size) => {
      const parts = await inWorkers(import.meta.url, 'sharpenBand', bands(picture(), 4 * size), size);
      const whole = new Float32Array(width * height);
      parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
      return sumOf(whole);
    },
  },
};
