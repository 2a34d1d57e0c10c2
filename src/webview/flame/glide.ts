/** A zoom that the eye can follow: a few frames from one window to the next, where they are cheap and wanted. */
import type { TimeWindow } from './viewport.ts';

/** Long enough to see where the boxes go, too short to wait for. */
const glideMs = 120;
/** A frame that takes longer would stutter, and there is no time for one to be seen. */
const mostDrawMs = 8;

export interface Glide {
  to(window: TimeWindow): void;
}

export function createGlide(
  current: () => TimeWindow,
  show: (window: TimeWindow) => void,
  /** Of the last frame, in milliseconds. */
  lastDraw: () => number,
): Glide {
  let running = 0;
  return {
    to: (target) => {
      cancelAnimationFrame(running);
      const from = current();
      if (!isMotionWelcome() || lastDraw() > mostDrawMs) return show(target);
      const begun = performance.now();
      const step = () => {
        const share = Math.min(1, (performance.now() - begun) / glideMs);
        // Slows down towards its end.
        const eased = 1 - (1 - share) ** 3;
        const between = (a: number, b: number) => a + (b - a) * eased;
        show(share === 1 ? target : { start: between(from.start, target.start), end: between(from.end, target.end) });
        if (share < 1) running = requestAnimationFrame(step);
      };
      step();
    },
  };
}

/** The system's setting, or the editor's own. */
const isMotionWelcome = (): boolean =>
  !matchMedia('(prefers-reduced-motion: reduce)').matches && !document.body.classList.contains('vscode-reduce-motion');
