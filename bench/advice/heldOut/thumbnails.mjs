/** Image-like work: each of some pictures is blurred and made smaller, one after the other. */
import { inWorkers } from '../models.mjs';

export const shape = 'images, typed arrays';
const [width, height] = [960, 640];
const count = 26;

function* pictures() {
  for (let picture = 0; picture < count; picture++) {
    const pixels = new Uint8ClampedArray(width * height * 4);
    for (let at = 0; at < pixels.length; at++) pixels[at] = (at * 31 + picture * 17) & 255;
    yield pixels;
  }
}

class Picture {
  constructor(pixels, columns, rows) {
    Object.assign(this, { pixels, columns, rows });
  }

  blurred(radius) {
    const out = new Uint8ClampedArray(this.pixels.length);
    for (let y = 0; y < this.rows; y++)
      for (let x = 0; x < this.columns; x++)
        for (let channel = 0; channel < 4; channel++)
          out[(y * this.columns + x) * 4 + channel] = this.mean(x, y, channel, radius);
    return new Picture(out, this.columns, this.rows);
  }

  mean(x, y, channel, radius) {
    let sum = 0;
    let seen = 0;
    for (let near = Math.max(0, x - radius); near <= Math.min(this.columns - 1, x + radius); near++) {
      sum += this.pixels[(y * this.columns + near) * 4 + channel];
      seen++;
    }
    return sum / seen;
  }

  smaller(times) {
    const [columns, rows] = [Math.floor(this.columns / times), Math.floor(this.rows / times)];
    const out = new Uint8ClampedArray(columns * rows * 4);
    for (let at = 0; at < out.length; at++) {
      const [x, y] = [(at >> 2) % columns, Math.floor((at >> 2) / columns)];
      out[at] = this.pixels[(y * times * this.columns + x * times) * 4 + (at & 3)];
    }
    return new Picture(out, columns, rows);
  }
}

export function thumbnail(pixels) {
  return new Picture(pixels, width, height).blurred(3).smaller(4).pixels;
}

const checksum = (thumbnails) => thumbnails.reduce((sum, pixels) => sum + pixels[100], 0);

export const variants = {
  original: { run: () => checksum([...pictures()].map(thumbnail)) },
  workers: {
    model: 'worker-threads',
    sizes: [2],
    run: async (size) => checksum(await inWorkers(import.meta.url, 'thumbnail', [...pictures()], size)),
  },
};
