/** Which lines of a profile are believed, by the text that is here. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trustedHeat } from '../../../src/extension/profiles/trustedHeat.ts';

const text = 'const table = 1;\nfunction work() {\n  loop();\n  [1].map((each) => each + 1);\n}\n';
const function_ = (name: string, line: number, lines: [line: number, share: number][]) => ({
  ...{ script: 'file:///app.js', name, line },
  lines: lines.map(([at, share]) => ({ line: at, share, weight: share * 1_000_000 })),
});
const work = function_('work', 2, [
  [3, 0.3],
  [4, 0.1],
]);
const callback = function_('', 4, [[4, 0.02]]);

test('lines of a function count where its name still stands, and what shares a line is added up', () => {
  assert.deepEqual(trustedHeat(text, [work, callback]), [
    { line: 3, level: 'high', text: '30 % · 300 ms' },
    { line: 4, level: 'medium', text: '12 % · 120 ms' },
  ]);
});

test('a text with the function elsewhere gets nothing, nor do the nameless functions beside it', () => {
  assert.deepEqual(trustedHeat(`\n${text}`, [work, callback]), []);
});

test('nameless functions alone prove nothing', () => {
  assert.deepEqual(trustedHeat(text, [callback]), []);
});

test('what is before the function or behind the text was inlined from elsewhere', () => {
  const odd = function_('Table.work', 2, [
    [1, 0.5],
    [3, 0.2],
    [99, 0.2],
  ]);
  assert.deepEqual(trustedHeat(text, [odd]), [{ line: 3, level: 'high', text: '20 % · 200 ms' }]);
});
