/** Which function a trial calls, and with what. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bestSoFar } from '../../../src/extension/trial/bestSoFar.ts';
import { complaintAboutJson } from '../../../src/extension/trial/complaintAboutJson.ts';
import { exportedFunctionAt } from '../../../src/extension/trial/exportedFunctionAt.ts';

/** `|` marks the line of the cursor. */
function at(marked: string, file = 'work.ts') {
  const line = marked.slice(0, marked.indexOf('|')).split('\n').length;
  return exportedFunctionAt(marked.replace('|', ''), file, line);
}
const exported = (name: string, exportName: string, ...parameters: string[]) => ({
  kind: 'exported',
  exportName,
  name,
  parameters,
});

for (const [what, text, expected] of [
  ['a declaration', 'export function work(size: number) {\n|}', exported('work', 'work', 'size')],
  ['an arrow function', 'export const work = async (a: string, b = 1) =>\n  |a;', exported('work', 'work', 'a', 'b')],
  ['the default export', 'export default function (...all) {\n|}', exported('default', 'default', '…')],
  ['an export below', 'function work() {\n|}\nexport { work as job };', exported('work', 'job')],
  ['a default export by name', 'const work = () => {\n|};\nexport default work;', exported('work', 'default')],
  ['exports.f', 'exports.work = function () {\n|};', exported('work', 'work')],
  ['module.exports = { f }', 'function work({ a }) {\n|}\nmodule.exports = { work };', exported('work', 'work', '{ }')],
  ['module.exports = f', 'function work(a) {\n|}\nmodule.exports = work;', exported('work', 'default', 'a')],
  [
    'a callback inside',
    'export function work(all) {\n  all.map((one) => {\n|one; });\n}',
    exported('work', 'work', 'all'),
  ],
] as const) {
  test(`the function at the cursor is found: ${what}`, () => {
    assert.deepEqual(at(text, what.includes('exports') ? 'work.cjs' : 'work.ts'), expected);
  });
}

test('what is not exported is named, as far as it has a name', () => {
  assert.deepEqual(at('function work() {\n|}'), { kind: 'not-exported', name: 'work' });
  assert.deepEqual(at('[1].map(() => {\n|});'), { kind: 'not-exported', name: null });
  assert.deepEqual(at('export function a() {}\n|const b = 1;'), { kind: 'none' });
});

test('a function inside another is not the exported one of the same name', () => {
  const text = 'function outer() {\n  function work() {\n|}\n}\nexport function work() {}';
  assert.deepEqual(at(text), { kind: 'not-exported', name: 'work' });
});

test('inputs are checked while they are typed', () => {
  assert.equal(complaintAboutJson('{"a": [1]}', false), null);
  assert.match(complaintAboutJson("{'a': 1}", false) ?? '', /double quotes/);
  assert.match(complaintAboutJson('', false) ?? '', /JSON/);
  assert.match(complaintAboutJson('{"a": 1}', true) ?? '', /array/);
  assert.equal(complaintAboutJson('[]', true), null);
});

test('the progress tells the best that is certainly faster', () => {
  const speedup = (low: number) => ({ low, expected: low + 0.1, high: low + 0.2 });
  const soFar = [
    { model: 'async' as const, size: 8, speedup: speedup(0.9) },
    { model: 'worker-threads' as const, size: 2, speedup: speedup(1.8) },
  ];
  assert.equal(bestSoFar({ soFar }), '. Best so far: 2 workers, 1.9 times as fast');
  assert.equal(bestSoFar({ soFar: soFar.slice(0, 1) }), '');
});
