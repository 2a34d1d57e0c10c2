import { createHash } from 'node:crypto';
import { noise } from './noise.js';

const width = 420;

function renderPage(page) {
  const pixels = new Uint8Array(width * width);
  for (let y = 0; y < width; y++)
    for (let x = 0; x < width; x++) {
      let value = 0;
      for (let octave = 1; octave <= 8; octave *= 2)
        value += noise((x * octave) / width + page, (y * octave) / width) / octave;
      pixels[y * width + x] = value * 100;
    }
  return createHash('sha256').update(pixels).digest('hex');
}

const pages = [];
for (let page = 0; page < 60; page++) {
  pages.push(renderPage(page));
}
console.log(pages.join('\n'));
