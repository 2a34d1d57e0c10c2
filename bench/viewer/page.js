/** Runs in the page: the reader and the viewer as the panel has them, without the editor around them. */
import { initialViewerView } from '../../src/webview/viewer/viewerView.ts';
import { createProfileViewer } from '../../src/webview/viewer/profileViewer.ts';
import { loadProfiles } from '../../src/webview/viewer/read/loadProfiles.ts';

let bytes;

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
  const read = performance.now();
  let view = initialViewerView;
  const viewer = createProfileViewer({
    profile: threads[0],
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
    samples: threads[0].samples.nodeOfSample.length,
    nodes: threads[0].tree.parentOfNode.length,
  };
};

/** Least and middle time of a frame, drawing and raster, over the whole recording, zooming in and panning. */
window.measureFrames = async () => {
  const canvas = canvasOf();
  const press = (key) => canvas.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  const results = {};
  const moves = [
    ['whole recording', 40, () => 'Escape'],
    ['zooming in', 16, () => 'w'],
    ['panning', 40, (at) => (at % 2 ? 'a' : 'd')],
  ];
  for (const [name, times, key] of moves) {
    const taken = [];
    for (let at = 0; at < times; at++) {
      press(key(at));
      await frameOver();
      const drawn = performance.now();
      raster(canvas);
      taken.push(Number(canvas.dataset.drawMs) + performance.now() - drawn);
      await frameOver();
    }
    taken.sort((a, b) => a - b);
    results[name] = { leastMs: taken[0], medianMs: taken[times >> 1], boxes: Number(canvas.dataset.drawnFrames) };
  }
  return results;
};
