/** A canvas whose pixels are the screen's pixels, at any zoom of the window. */
import { h, type Attributes } from '../dom.ts';

export interface SharpCanvas {
  readonly element: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
  /** Device pixels to one CSS pixel. */
  ratio(): number;
}

/** `resized` is called whenever the size in device pixels has changed, the first time when it is known. */
export function createSharpCanvas(attributes: Attributes, resized: () => void): SharpCanvas {
  const element = h('canvas', attributes);
  const context = element.getContext('2d', { alpha: true });
  if (!context) throw new Error('This browser has no 2D canvas.');
  new ResizeObserver(([entry]) => {
    const exact = entry?.devicePixelContentBoxSize?.[0];
    const ratio = window.devicePixelRatio;
    const width = exact ? exact.inlineSize : Math.round(element.clientWidth * ratio);
    const height = exact ? exact.blockSize : Math.round(element.clientHeight * ratio);
    if (width === 0 || height === 0) return;
    element.width = width;
    element.height = height;
    resized();
  }).observe(element, { box: 'device-pixel-content-box' });
  return { element, context, ratio: () => (element.clientWidth === 0 ? 1 : element.width / element.clientWidth) };
}
