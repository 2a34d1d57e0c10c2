/** A model of a large profile takes as much memory as the file; nobody needs it in a tab that stays hidden. */

/** Long enough to look something up in another tab, short enough that a forgotten one costs nothing. */
export const patienceMs = 60_000;

/** Of a browser; tests have their own. */
export interface Surroundings {
  readonly page: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;
  /** Gives what `cancel` takes. */
  later(act: () => void, ms: number): number;
  cancel(timer: number): void;
}

const browser = (): Surroundings => ({
  page: document,
  later: (act, ms) => window.setTimeout(act, ms),
  cancel: (timer) => window.clearTimeout(timer),
});

/** Calls `drop` once the page has been hidden for a minute, and `restore` when it is shown after that. */
export function watchPage(drop: () => void, restore: () => void, { page, later, cancel } = browser()): () => void {
  let timer = 0;
  let dropped = false;
  const changed = () => {
    cancel(timer);
    if (page.visibilityState === 'hidden') {
      if (dropped) return;
      timer = later(() => {
        dropped = true;
        drop();
      }, patienceMs);
    } else if (dropped) {
      dropped = false;
      restore();
    }
  };
  page.addEventListener('visibilitychange', changed);
  return () => {
    cancel(timer);
    page.removeEventListener('visibilitychange', changed);
  };
}
