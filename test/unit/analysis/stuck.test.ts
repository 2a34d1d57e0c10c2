import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EventRecord, Manifest } from '../../../src/profiler/capture/format/capture.ts';
import { analyse } from '../../../src/profiler/analysis/index.ts';
import { drawCapture, type DrawnThread } from './drawnCapture.ts';

const stopped = { code: null, signal: 'SIGTERM', reason: 'stopped' } as const;
const seconds = (letter: string, count: number) => letter.repeat(count * 1000);
/** Sits in a call without computing. */
const locked = (drawing: string): DrawnThread => ({ drawing, coresWhileBusy: 0 });

interface Case {
  threads: DrawnThread[];
  exit?: Manifest['exit'];
  open?: Record<string, number>;
  events?: EventRecord[];
}
const stuckOf = ({ threads, exit = stopped, open = { MessagePort: 1 }, events = [] }: Case) =>
  analyse(drawCapture({ threads, resources: open, events, manifest: { exit } })).stuck;

test('threads that all sit in a lock are a deadlock, with the function that each hangs in', () => {
  const found = stuckOf({ threads: [locked(seconds('a', 3)), locked(seconds('b', 3))] });
  assert.equal(found?.kind, 'lock');
  assert.match(found.text, /^Both threads sit in Atomics\.wait in a \(main\.js:\d+\), for 3\.0 s /);
  assert.deepEqual(
    found.threads.map(({ stack }) => stack.map(({ name }) => name)),
    [['a'], ['b']],
  );
});

test('no deadlock where the program ended by itself, where a thread computes, or where the lock was brief', () => {
  const exit = { code: 0, signal: null, reason: 'exited' } as const;
  assert.equal(stuckOf({ threads: [locked(seconds('a', 3))], exit }), undefined);
  assert.equal(stuckOf({ threads: [locked(seconds('a', 3)), { drawing: seconds('b', 3) }] }), undefined);
  assert.equal(stuckOf({ threads: [locked(`${seconds('.', 2)}${'a'.repeat(500)}`)] }), undefined);
});

test('a worker that sits in a lock, or computes for seconds, while the main thread waits for nothing else', () => {
  const main = { drawing: seconds('.', 4) };
  assert.match(
    stuckOf({ threads: [main, locked(seconds('w', 4))] })?.text ?? '',
    /^The main thread waited for a message for 4\.0 s, with nothing else open\. Worker 1 sat in Atomics\.wait in w /,
  );
  assert.match(stuckOf({ threads: [main, { drawing: seconds('w', 4) }] })?.text ?? '', /Worker 1 computed in w /);
});

test('the wake that ends a recording does not count as what a thread did', () => {
  const main = { drawing: `${seconds('.', 4)}aaa` };
  assert.equal(stuckOf({ threads: [main, locked(seconds('w', 4))] })?.kind, 'silent-worker');
});

test('a worker is not silent while anything else is open, or while it computes for a moment', () => {
  const main = { drawing: seconds('.', 4) };
  assert.equal(stuckOf({ threads: [main, locked(seconds('w', 4))], open: { Timeout: 1 } }), undefined);
  const busy = { drawing: `${seconds('.', 2)}${seconds('w', 2)}` };
  assert.equal(stuckOf({ threads: [main, busy] }), undefined);
});

test('exit code 13 names the await that never settled', () => {
  const exit = { code: 13, signal: null, reason: 'exited' } as const;
  const drawing = seconds('a', 1);
  const named: EventRecord = { k: 'unsettled', t: 0, url: 'file:///app/main.mjs', line: 7 };
  const found = stuckOf({ threads: [{ drawing }], exit, events: [named] });
  assert.equal(found?.kind, 'unsettled-promise');
  assert.match(found.text, /a top-level await at main\.mjs:7 never settled/);
  assert.deepEqual(found.threads[0]?.stack[0]?.location, { file: '/app/main.mjs', line: 7, column: 1 });
  assert.match(stuckOf({ threads: [{ drawing }], exit })?.text ?? '', /a top-level await of main\.js or of a module/);
});
