/**
 * Measures, tests nothing: the time of one frame of the flame chart over five million boxes, drawing and raster.
 * `node --import tsx test/browser/flameSpeed.mts`. The least of many runs counts, since a busy machine only adds.
 */
import path from 'node:path';
import { build } from 'esbuild';
import { launchChromium } from './launchChromium.ts';
import { chromiumPath } from './panelPage.ts';

const folder = import.meta.dirname;
const page = `
import { createFlameChart } from '../../src/webview/flame/flameChart.ts';
import { boxColours } from '../../src/webview/flame/colours.ts';
import { createPaint } from '../../src/webview/viewer/paint.ts';
const rows = 50, perRow = 100_000, count = rows * perRow, functions = 200;
const columns = () => new Uint32Array(count);
const rowStart = new Uint32Array(rows + 1), start = columns(), end = columns(), frame = columns();
let state = 1;
const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
for (let row = 0, box = 0; row < rows; row++) {
  rowStart[row + 1] = (row + 1) * perRow;
  for (let at = 0, tick = 0; at < perRow; at++, box++) {
    start[box] = tick;
    tick += 400 + Math.floor(random() * 400);
    end[box] = tick - (at % 5 === 0 ? 60 : 0);
    frame[box] = Math.floor(random() * functions);
  }
}
const frames = Array.from({ length: functions }, (_, at) => ({ name: 'function' + at, url: 'file:///app.js', line: 1, column: 1, role: 'call',
  category: at % 3 ? 'dependency' : 'user', packageName: at % 3 ? 'package' + (at % 9) : null }));
const model = { intervals: { rowStart, start, end, frame }, weightPerTick: 1, whole: end[count - 1] };
const ignore = () => {};
const source = createPaint(frames, 'package').sourceFor(frame);
const chart = createFlameChart({ model, source, palette: boxColours, axis: 'micros', label: '', window: null,
  windowChanged: ignore, focusChanged: ignore, hoverChanged: ignore, open: ignore });
document.body.append(chart.element);
const canvas = chart.element.querySelector('.flame-canvas');
canvas.style.cssText = 'display:block;width:1600px;height:922px';
const frameOver = () => new Promise((resolve) => requestAnimationFrame(() => resolve()));
const press = (key) => canvas.dispatchEvent(new KeyboardEvent('keydown', { key }));
window.measure = async () => {
  const results = {};
  for (let wait = 0; wait < 4; wait++) await frameOver();
  for (const [name, times, key] of [['whole recording', 40, () => 'Home'], ['zooming in', 16, () => 'w'], ['panning', 40, (at) => (at % 2 ? 'a' : 'd')]]) {
    const taken = [];
    for (let at = 0; at < times; at++) {
      press(key(at));
      await frameOver();
      const drawn = performance.now();
      canvas.getContext('2d').getImageData(0, 0, 1, 1); // waits for the raster
      taken.push(Number(canvas.dataset.drawMs) + performance.now() - drawn);
      await frameOver();
    }
    taken.sort((a, b) => a - b);
    results[name] = { 'least ms': +taken[0].toFixed(1), 'median ms': +taken[times >> 1].toFixed(1), boxes: Number(canvas.dataset.drawnFrames) };
  }
  return results;
};`;
const bundle = await build({
  stdin: { contents: page, resolveDir: path.resolve(folder), loader: 'js' },
  bundle: true,
  write: false,
  minify: true,
});
const browser = await launchChromium(chromiumPath);
const tab = await browser.newPage({ viewport: { width: 1640, height: 1000 } });
await tab.setContent('<body class="vscode-dark"></body>');
await tab.addScriptTag({ content: bundle.outputFiles[0]?.text ?? '' });
console.table(await tab.evaluate('measure()'));
await browser.close();
