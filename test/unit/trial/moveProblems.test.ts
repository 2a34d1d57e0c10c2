import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { moveProblems } from '../../../src/profiler/trial/host/moveProblems.ts';

class Money {
  amount = 1;
}
const problemsOf = (value: unknown) => moveProblems([value], () => 'argument 1');

test('plain data goes everywhere', () => {
  assert.deepEqual(problemsOf({ a: [1, 'x', null, { b: true }] }), {
    workers: null,
    processes: null,
    queue: null,
    loss: null,
  });
});

test('names the part that cannot go, its place and its type', () => {
  const cases: [value: unknown, text: RegExp][] = [
    [() => 1, /^argument 1 is a function/],
    [{ on: { done: function done() {} } }, /^argument 1 holds a function \(done\) \(\.on\.done\)/],
    [[1, Symbol('x')], /^argument 1 holds a symbol \(\[1\]\)/],
    [Promise.resolve(1), /a promise/],
    [{ cache: new WeakMap() }, /a weak collection \(\.cache\)/],
    [Readable.from([1]), /^argument 1 is a stream/],
    [new Map([['key', () => 1]]), /a function \(<key>\)/],
  ];
  for (const [value, text] of cases) {
    const { workers, processes, queue } = problemsOf(value);
    assert.match(workers ?? 'nothing', text);
    assert.match(processes ?? 'nothing', text);
    if (!(value instanceof Map)) assert.match(queue ?? 'nothing', text);
  }
});

test('what structured clone can and JSON cannot is refused for the queue alone', () => {
  for (const value of [new Date(0), new Map(), { n: NaN }, 1n, new Float64Array(2)]) {
    const { workers, processes, queue } = problemsOf({ value });
    assert.equal(workers, null);
    assert.equal(processes, null);
    assert.match(queue ?? 'nothing', /argument 1 /);
  }
});

test('an instance of a class arrives as a plain object', () => {
  const { workers, loss } = problemsOf({ price: new Money() });
  assert.equal(workers, null);
  assert.match(loss ?? 'nothing', /an instance of Money, which arrives as a plain object \(\.price\)/);
});

test('undefined is an answer like any other', () => {
  assert.equal(problemsOf(undefined).queue, null);
});
