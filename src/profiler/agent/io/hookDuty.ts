/**
 * When the hook for new resources works and when it rests. A call of it costs about a microsecond with the way into it, and
 * a busy server makes a hundred thousand resources a second. So there is an allowance; once it is used up, the hook is off
 * until it has been earned again. The analysis fills each rest with what the window before it saw; how much more began in
 * the rest is known exactly, because Node numbers its resources whether somebody looks or not.
 */
import type { OperationRests } from '../../capture/format/operations.ts';
import type { HookSwitch } from './asyncHook.ts';

/** At a microsecond each, one per cent of the time. */
const callsPerSecond = 10_000;
const microsPerCall = 1_000_000 / callsPerSecond;
/** Calls granted at a time: a tenth of a second's worth, as often as there is a tick. */
const grant = callsPerSecond / 10;
/** Calls at the start of a thread: programs that make fewer resources are told completely, and it costs 2 ms. */
const firstGrant = 2 * grant;
/** Calls between two looks at the clock, once a grant is used up and the window is still too short to end. */
const smallGrant = 64;
/** A window that needs no rest ends after this: what waits for its end is told then. */
const longestWindowMicros = 1_000_000;
/** Requests that take longer are better followed at full cost than not at all. */
const longestNeededMicros = 2_000_000;

/** What has to know of windows and rests. */
export interface Windowed {
  /** Microseconds that a window must last to be worth ending; what is still open at its end is given up. */
  readonly shortestWindow: number;
  beginWindow(): void;
  /** The rest begins. */
  rest(windowStart: number, now: number): void;
  /** The window is over, and its rest, in which `times` as much began: what it saw can be told. */
  settle(times: number): void;
}

export class HookDuty {
  isResting = false;
  #hearsBefore = true;
  /** Calls until the next look at the clock. */
  left = firstGrant;
  readonly #hooks: HookSwitch;
  readonly #windowed: Windowed;
  readonly #add: (record: OperationRests) => void;
  #granted = firstGrant;
  #windowStart: number;
  #idAtStart: number;
  #restStart = 0;
  #idAtRest = 0;

  constructor(hooks: HookSwitch, windowed: Windowed, add: (record: OperationRests) => void, now: number) {
    this.#hooks = hooks;
    this.#windowed = windowed;
    this.#add = add;
    this.#windowStart = now;
    this.#idAtStart = hooks.nextId();
  }

  /** The allowance is used up: rests, unless the window is too short to tell anything. */
  usedUp(now: number): void {
    const needed = this.#windowed.shortestWindow;
    if (needed > longestNeededMicros || now - this.#windowStart < needed) {
      this.#grant(smallGrant);
      return;
    }
    this.isResting = true;
    this.#hooks.set('init', false);
    this.#restStart = now;
    this.#idAtRest = this.#hooks.nextId();
    this.#windowed.rest(this.#windowStart, now);
  }

  /** In a rest: all that began in the window has been called back. */
  nothingOpen(): void {
    if (!this.isResting || !this.#hearsBefore) return;
    this.#hearsBefore = false;
    this.#hooks.set('before', false);
  }

  /** Ten times a second or so. */
  tick(now: number): void {
    if (this.isResting) {
      const used = this.#granted - this.left;
      if (now - this.#windowStart >= used * microsPerCall) this.wake(now);
    } else if (now - this.#windowStart >= longestWindowMicros) this.#begin(now, 0);
    else if (this.left < grant) this.#grant(grant - this.left);
  }

  /** Ends a rest, if there is one. */
  wake(now: number): void {
    if (!this.isResting) return;
    const seen = this.#idAtRest - this.#idAtStart;
    const unseen = this.#hooks.nextId() - this.#idAtRest - 1;
    const times = seen > 0 ? unseen / seen : 0;
    if (times > 0) this.#add({ k: 'op-rests', window: this.#windowStart, start: this.#restStart, end: now, times });
    this.isResting = false;
    this.#hooks.set('init', true);
    if (!this.#hearsBefore) this.#hooks.set('before', true);
    this.#hearsBefore = true;
    this.#begin(now, times);
  }

  #begin(now: number, times: number): void {
    this.#windowed.settle(times);
    this.#windowStart = now;
    this.#idAtStart = this.#hooks.nextId();
    this.left = grant;
    this.#granted = grant;
    this.#windowed.beginWindow();
  }

  #grant(more: number): void {
    this.left += more;
    this.#granted += more;
  }
}
