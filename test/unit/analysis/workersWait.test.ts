/** What a main thread waits for that waits for its workers alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../src/profiler/analysis/index.ts';
import { drawCapture } from './drawnCapture.ts';
import { chain, drawOperations, type DrawnOperation } from './drawnOperations.ts';

const idle = { drawing: '..........', times: 100 };
const messages = chain(10, 100, 0, { kind: 'worker', path: 'postMessage < ask:6' });

/** Each of `workers` has operations of its own; the main thread those of `main`. */
function verdictOf(main: readonly DrawnOperation[], ...workers: readonly (readonly DrawnOperation[])[]) {
  const threads = [main, ...workers].map((operations) => ({ ...idle, events: drawOperations(operations) }));
  return analyse(drawCapture({ threads, resources: { MessagePort: 1 } })).verdict;
}

test('timers of a worker that is waited for are what is waited for', () => {
  const {
    class: boundClass,
    cause,
    summary,
    evidence,
  } = verdictOf(messages, chain(10, 95, 5, { kind: 'timer', due: 95, path: 'setTimeout < rest:9' }));
  assert.equal(`${boundClass} ${cause}`, 'io-bound timers');
  assert.match(summary, /waits 95 % of the time for worker threads that wait for timers\./);
  assert.ok(evidence.some(({ text }) => text === 'Waiting for worker threads that wait for timers'));
});

test('requests of a worker are told apart from those of several workers at once', () => {
  const asks = chain(10, 100, 0, { kind: 'http', path: 'get < ask:9' });
  const one = verdictOf(messages, asks);
  assert.equal(one.cause, 'serial-awaits');
  assert.match(one.summary, /for worker threads that wait for I\/O, with about one request open at a time\./);
  const three = verdictOf([...messages, ...messages, ...messages], asks, asks, asks);
  assert.equal(three.cause, 'concurrent-io');
  assert.match(three.summary, /for worker threads that wait for I\/O, with several requests open at once\./);
});

test('messages of workers that neither compute nor wait for anything known are said to be messages', () => {
  const { cause, summary } = verdictOf(messages, []);
  assert.equal(cause, null);
  assert.match(summary, /waited for messages from its worker threads, which hardly computed meanwhile/);
});

test('a main thread without operations of its own waits for its worker, not for I/O of its own', () => {
  const { cause, summary } = verdictOf([], chain(10, 100, 0, { kind: 'http', path: 'get < ask:9' }));
  assert.equal(cause, 'serial-awaits');
  assert.match(summary, /for worker threads that wait for I\/O/);
});

test('requests of the main thread stay its own, whatever its workers wait for', () => {
  const { summary } = verdictOf(
    chain(10, 100, 0, { kind: 'http', path: 'get < ask:3' }),
    chain(10, 95, 5, { kind: 'timer', due: 95, path: 'setTimeout < rest:9' }),
  );
  assert.match(summary, /The main thread waits 100 % of the time for I\/O, with about one request/);
});
