/** Where zooms came from, so that Escape goes back one at a time. */
import type { TimeWindow } from './viewport.ts';

export interface ZoomHistory {
  push(window: TimeWindow): void;
  /** Undefined when there is nothing to go back to. */
  pop(): TimeWindow | undefined;
  clear(): void;
}

/** More steps than anybody counts. */
const mostSteps = 100;

export function createZoomHistory(): ZoomHistory {
  const windows: TimeWindow[] = [];
  return {
    push: (window) => {
      windows.push(window);
      if (windows.length > mostSteps) windows.shift();
    },
    pop: () => windows.pop(),
    clear: () => (windows.length = 0),
  };
}
