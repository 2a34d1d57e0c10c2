/** A model of a large profile takes as much memory as the file; nobody needs it in a tab that stays hidden. */

/** Long enough to look something up in another tab, short enough that a forgotten one costs nothing. */
const patienceMs = 60_000;

/** Calls `drop` once the page has been hidden for a minute, and `restore` when it is shown after that. */
export function watchPage(drop: () => void, restore: () => void): () => void {
  let timer = 0;
  let dropped = false;
  const changed = () => {
    clearTimeout(timer);
    if (document.visibilityState === 'hidden') {
      timer = window.setTimeout(() => {
        dropped = true;
        drop();
      }, patienceMs);
    } else if (dropped) {
      dropped = false;
      restore();
    }
  };
  document.addEventListener('visibilitychange', changed);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', changed);
  };
}
