import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { loadFunction, messageOf, type Refused } from '../../../src/profiler/trial/host/loadFunction.ts';

test('whatever is thrown becomes one line', () => {
  const thrown: readonly (readonly [unknown, string])[] = [
    [new TypeError('no such thing'), 'TypeError: no such thing'],
    [new Error('Transform failed:\n  a.ts:1\n'), 'Transform failed: a.ts:1'],
    [new RangeError(''), 'RangeError'],
    ['plain text', 'threw plain text'],
    [null, 'threw null'],
    [undefined, 'threw undefined'],
    [Symbol('sign'), 'threw Symbol(sign)'],
    [Object.create(null), 'threw [Object: null prototype] {}'],
  ];
  for (const [value, text] of thrown) assert.equal(messageOf(value), text);
});

test('a message as long as a file is cut', () => {
  const text = messageOf(new Error('x'.repeat(100_000)));
  assert.ok(text.length < 400 && text.endsWith('…'), String(text.length));
  assert.ok(messageOf('x'.repeat(100_000)).length < 400);
});

test('a generator is refused: its call computes nothing', async (context) => {
  const dir = mkdtempSync(path.join(tmpdir(), 'load function '));
  context.after(() => rmSync(dir, { recursive: true, force: true }));
  const file = path.join(dir, 'functions.mjs');
  writeFileSync(
    file,
    'export function* counts() { yield 1; }\nexport async function* reads() { yield 1; }\n' +
      'export const bound = (function (one) { return this.base + one; }).bind({ base: 1 });\n',
  );
  for (const name of ['counts', 'reads']) {
    await assert.rejects(loadFunction(file, name), (error) => {
      assert.deepEqual((error as Refused).refusal, { kind: 'not-a-function', type: 'generator' });
      return true;
    });
  }
  assert.equal((await loadFunction(file, 'bound'))(2), 3);
});
