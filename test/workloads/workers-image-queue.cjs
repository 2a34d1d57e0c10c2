'use strict';
// A small pool of workers with a queue: blurs pictures that are transferred to and fro.
const { Worker, isMainThread, parentPort } = require('node:worker_threads');

const width = 256;

function blur(pixels) {
  const result = new Uint8ClampedArray(pixels.length);
  for (let y = 2; y < width - 2; y++) {
    for (let x = 2; x < width - 2; x++) {
      let sum = 0;
      for (let dy = -2; dy <= 2; dy++) for (let dx = -2; dx <= 2; dx++) sum += pixels[(y + dy) * width + x + dx];
      result[y * width + x] = sum / 25;
    }
  }
  return result;
}

class Pool {
  constructor(size) {
    this.queue = [];
    this.idle = Array.from({ length: size }, () => new Worker(__filename));
    this.all = [...this.idle];
  }
  run(pixels) {
    return new Promise((resolve) => {
      this.queue.push({ pixels, resolve });
      this.dispatch();
    });
  }
  dispatch() {
    while (this.queue.length > 0 && this.idle.length > 0) {
      const worker = this.idle.pop();
      const { pixels, resolve } = this.queue.shift();
      worker.once('message', (result) => {
        this.idle.push(worker);
        resolve(result);
        this.dispatch();
      });
      worker.postMessage(pixels, [pixels.buffer]);
    }
  }
  close() {
    return Promise.all(this.all.map((worker) => worker.terminate()));
  }
}

if (isMainThread) {
  (async () => {
    const pool = new Pool(2);
    const end = Date.now() + 1700;
    let pictures = 0;
    while (Date.now() < end) {
      const batch = Array.from({ length: 8 }, (_, n) => new Uint8ClampedArray(width * width).fill(n * 30));
      pictures += (await Promise.all(batch.map((pixels) => pool.run(pixels)))).length;
    }
    await pool.close();
    console.log(`${pictures} pictures`);
  })();
} else {
  parentPort.on('message', (pixels) => {
    let result = pixels;
    for (let pass = 0; pass < 6; pass++) result = blur(result);
    parentPort.postMessage(result, [result.buffer]);
  });
}
