'use strict';
// Workers made from source text, with no arguments and an empty environment, as some libraries make them.
const { Worker } = require('worker_threads');

const source = `
const { parentPort, workerData } = require('worker_threads');
function mandelbrot(rows) {
  let inside = 0;
  for (let y = 0; y < rows; y++) for (let x = 0; x < rows; x++) {
    let [a, b, n] = [0, 0, 0];
    while (a * a + b * b < 4 && n++ < 200) [a, b] = [a * a - b * b + (3 * x) / rows - 2, 2 * a * b + (2 * y) / rows - 1];
    if (n > 200) inside++;
  }
  return inside;
}
const end = Date.now() + workerData;
let inside = 0;
while (Date.now() < end) inside = mandelbrot(60);
parentPort.postMessage(inside);
`;

let left = 2;
for (let n = 0; n < 2; n++) {
  new Worker(source, { eval: true, workerData: 1500, execArgv: [], env: {} }).on('message', (inside) => {
    if (--left === 0) console.log(`${inside} points inside`);
  });
}
