import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import v8 from 'node:v8';
import { fingerprint } from '../../../src/profiler/trial/host/fingerprint.ts';

const cycle: Record<string, unknown> = { name: 'a' };
cycle.self = cycle;
const otherCycle: Record<string, unknown> = { name: 'a' };
otherCycle.self = { name: 'a', self: otherCycle };

/** No two are equal. */
const values: unknown[] = [
  undefined,
  null,
  0,
  -0,
  NaN,
  1,
  '1',
  1n,
  '',
  'undefined',
  true,
  [],
  [undefined],
  Array(1),
  [1, 2],
  [[1], 2],
  [1, [2]],
  {},
  { a: 1 },
  { a: undefined },
  { a: 1, b: 2 },
  { a: { b: 1 } },
  { 'a:1': 'b' },
  new Date(0),
  new Date(NaN),
  /a/g,
  /a/i,
  new Map(),
  new Map([[1, 2]]),
  new Map([[2, 1]]),
  new Set([1, 2]),
  new Set([1, 2, 3]),
  new Uint8Array([1, 2]),
  new Int8Array([1, 2]),
  new Float64Array([1, 2]),
  new Float64Array([2, 1]),
  new Uint8Array([1, 2]).buffer,
  new Error('a'),
  new TypeError('a'),
  Object(1),
  cycle,
];

test('two values have the same fingerprint exactly where they are deeply equal', () => {
  for (const [index, one] of values.entries()) {
    for (const [at, other] of values.entries()) {
      assert.equal(fingerprint(one) === fingerprint(other), index === at, `${index} and ${at}`);
      assert.equal(isDeepStrictEqual(one, other), index === at, `oracle: ${index} and ${at}`);
    }
  }
});

test('copies that come back from another thread or process have the same', () => {
  for (const value of values) {
    assert.equal(fingerprint(structuredClone(value)), fingerprint(value));
    assert.equal(fingerprint(v8.deserialize(v8.serialize(value))), fingerprint(value));
  }
  assert.equal(fingerprint(structuredClone(Buffer.from('abc'))), fingerprint(Buffer.from('abc')));
});

test('order of keys and members does not matter, and neither do prototypes', () => {
  assert.equal(fingerprint({ a: 1, b: 2 }), fingerprint({ b: 2, a: 1 }));
  assert.equal(fingerprint(new Set(['x', 'y'])), fingerprint(new Set(['y', 'x'])));
  assert.equal(fingerprint(Object.assign(Object.create({}), { a: 1 })), fingerprint({ a: 1 }));
});

test('a cycle ends, and is known by its shape', () => {
  assert.notEqual(fingerprint(cycle), fingerprint(otherCycle));
});
