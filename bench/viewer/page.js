/** Runs in the page: the reader and the viewer as the panel has them, without the editor around them. */
import { timeBoxes, wholeChart } from '../../src/webview/viewer/model/index.ts';
import { initialViewerView } from '../../src/webview/viewer/viewerView.ts';
import { createProfileViewer } from '../../src/webview/viewer/profileViewer.ts';
import { loadProfiles } from '../../src/webview/viewer/read/loadProfiles.ts';

/** Longer than anything on the page waits before it begins. */
const settleMs = 1000;
const mostZooms = 40;

let bytes;
let profile;

const frameOver = () => new Promise((resolve) => requestAnimationFrame(() => resolve()));
const canvasOf = () => document.querySelector('.flame-canvas');
/** Waits until the picture is in the canvas: drawing only lists what to paint. */
const raster = (canvas) => canvas.getContext('2d').getImageData(0, 0, 1, 1);

window.fetchBytes = async (url) => {
  const response = await fetch(url);
  const size = Number(response.headers.get('content-length'));
  bytes = new Uint8Array(size);
  let at = 0;
  for (const reader = response.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes.set(value, at);
    at += value.length;
  }
  return at;
};

/** From bytes in the page to the first picture. */
window.openProfile = async (name) => {
  const begun = performance.now();
  const loaded = loadProfiles(bytes, name);
  bytes = null;
  const { threads } = await loaded;
  profile = threads[0];
  const read = performance.now();
  let view = initialViewerView;
  const viewer = createProfileViewer({
    profile,
    title: name,
    view: { get: () => view, update: (change) => (view = { ...view, ...change }) },
    locate: () => null,
    open: () => {},
  });
  const laidOut = performance.now();
  document.body.append(viewer.element);
  while (canvasOf()?.dataset.drawnFrames === undefined) await frameOver();
  raster(canvasOf());
  const drawn = performance.now();
  return {
    readMs: read - begun,
    layoutMs: laidOut - read,
    drawnMs: drawn - begun,
    samples: profile.samples.nodeOfSample.length,
    nodes: profile.tree.parentOfNode.length,
  };
};

/** What follows the first picture on its own: the tables of what is chosen, pieces that the collector takes back. */
window.settle = () => new Promise((resolve) => setTimeout(resolve, settleMs));

/** Boxes of the chart over all time, without those that only a closer look shows left out. */
window.countIntervals = () => timeBoxes(profile.tree, profile.samples, wholeChart).intervals.start.length;

/** The time of a frame, drawing and raster: over the whole recording, zooming in and out, panning at several widths. */
window.measureFrames = async () => {
  const canvas = canvasOf();
  const press = (key) => canvas.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  const toWhole = () => Array.from({ length: mostZooms }, () => 'Escape');
  const pan = Array.from({ length: 40 }, (_, at) => (at % 2 ? 'a' : 'd'));
  const zoomBy = (times) => Array.from({ length: times }, () => 'w');
  const moves = [
    ['whole recording', [], toWhole()],
    ['zooming in', toWhole(), zoomBy(16)],
    ['zooming out', [], Array.from({ length: 16 }, () => 's')],
    ...[1, 4, 8, 16].map((zooms) => [`panning, zoomed in ${zooms} times`, [...toWhole(), ...zoomBy(zooms)], pan]),
  ];
  const results = {};
  for (const [name, before, keys] of moves) {
    for (const key of before) press(key);
    await settled();
    const taken = [];
    let boxes = 0;
    for (const key of keys) {
      press(key);
      await frameOver();
      const drawn = performance.now();
      raster(canvas);
      taken.push(Number(canvas.dataset.drawMs) + performance.now() - drawn);
      boxes = Math.max(boxes, Number(canvas.dataset.drawnFrames));
      await frameOver();
    }
    taken.sort((a, b) => a - b);
    const at = (share) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))];
    results[name] = { leastMs: at(0), medianMs: at(0.5), nearlyAllMs: at(0.95), boxes };
  }
  return results;
};

/** Large profiles are laid out anew a moment after the window has changed. */
async function settled() {
  await new Promise((resolve) => setTimeout(resolve, 300));
  await frameOver();
}
