import assert from 'node:assert/strict';
import { test } from 'node:test';
import { patienceMs, watchPage, type Surroundings } from '../../../../../src/webview/viewer/pageLife.ts';

/** A page whose clock stands until it is set on. */
function standInPage() {
  const events = new EventTarget();
  const timers = new Map<number, { readonly at: number; readonly act: () => void }>();
  let now = 0;
  let made = 0;
  const page = Object.assign(events, { visibilityState: 'visible' as DocumentVisibilityState });
  const turn = (state: DocumentVisibilityState) => {
    page.visibilityState = state;
    events.dispatchEvent(new Event('visibilitychange'));
  };
  return {
    surroundings: {
      page: page as Surroundings['page'],
      later: (act, ms) => {
        timers.set(++made, { at: now + ms, act });
        return made;
      },
      cancel: (timer) => void timers.delete(timer),
    } satisfies Surroundings,
    hide: () => turn('hidden'),
    show: () => turn('visible'),
    pass: (ms: number) => {
      now += ms;
      for (const [timer, { at, act }] of timers) {
        if (at > now) continue;
        timers.delete(timer);
        act();
      }
    },
    timers: () => timers.size,
  };
}

function watched() {
  const page = standInPage();
  const seen: string[] = [];
  const stop = watchPage(
    () => seen.push('dropped'),
    () => seen.push('restored'),
    page.surroundings,
  );
  return { ...page, seen, stop };
}

test('a page that stays hidden lets go of its model, and gets it back when it is shown', () => {
  const { hide, show, pass, seen } = watched();
  hide();
  pass(patienceMs - 1);
  assert.deepEqual(seen, []);
  pass(1);
  assert.deepEqual(seen, ['dropped']);
  show();
  assert.deepEqual(seen, ['dropped', 'restored']);
});

test('a page that is shown again in time keeps it, and has its whole time again', () => {
  const { hide, show, pass, seen, timers } = watched();
  hide();
  pass(patienceMs - 1);
  show();
  assert.equal(timers(), 0);
  pass(patienceMs);
  hide();
  pass(patienceMs - 1);
  assert.deepEqual(seen, []);
});

test('it is dropped once, however often the page says that it is hidden', () => {
  const { hide, pass, seen } = watched();
  for (let times = 0; times < 3; times++) {
    hide();
    pass(patienceMs);
  }
  assert.deepEqual(seen, ['dropped']);
});

test('nothing happens once nobody watches any more', () => {
  const { hide, show, pass, seen, stop } = watched();
  hide();
  stop();
  pass(patienceMs);
  show();
  assert.deepEqual(seen, []);
});
