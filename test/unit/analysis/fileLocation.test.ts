import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileOfUrl } from '../../../src/profiler/analysis/fileLocation.ts';
import { categoryOf } from '../../../src/profiler/analysis/frameKind.ts';

const files: readonly (readonly [url: string, file: string | null])[] = [
  ['file:///home/me/a.js', '/home/me/a.js'],
  ['file:///home/me/a%20b%25.js', '/home/me/a b%.js'],
  ['file:///home/me/a.js?x=1#y', '/home/me/a.js'],
  ['file:///C:/Users/me/a.js', 'C:\\Users\\me\\a.js'],
  ['file://server/share/a.js', '\\\\server\\share\\a.js'],
  ['file:///100%', null],
  ['/home/me/a.js', '/home/me/a.js'],
  ['C:\\Users\\me\\a.js', 'C:\\Users\\me\\a.js'],
  ['https://example.com/a.js', 'https://example.com/a.js'],
  ['node:internal/fs/utils', null],
  ['internal/modules/cjs/loader.js', null],
  ['evalmachine.<anonymous>', null],
  ['[eval]', null],
  ['wasm://wasm/3a4b', null],
  ['webpack://app/./src/a.ts', null],
  ['', null],
];
for (const [url, file] of files) test(`file of ${url || 'no url'}`, () => assert.equal(fileOfUrl(url), file));

const categories: readonly (readonly [name: string, url: string, scriptId: string, category: string])[] = [
  ['f', 'file:///app/a.js', '5', 'user'],
  ['f', 'file:///app/node_modules/x/a.js', '5', 'dependency'],
  ['f', 'C:\\app\\node_modules\\x\\a.js', '5', 'dependency'],
  ['f', 'node:fs', '5', 'node'],
  ['f', 'internal/timers.js', '5', 'node'],
  ['f', 'bootstrap_node.js', '5', 'node'],
  ['f', 'evalmachine.<anonymous>', '5', 'user'],
  ['RegExp: a+', '', '0', 'native'],
  ['sort', '', '0', 'native'],
  ['wasm-function[3]', 'wasm://wasm/3a4b', '5', 'native'],
  ['(garbage collector)', '', '0', 'gc'],
  ['(program)', '', '0', 'program'],
  ['(idle)', '', '0', 'program'],
];
for (const [name, url, scriptId, category] of categories) {
  test(`category of ${name} ${url}`, () =>
    assert.equal(categoryOf({ name, url, scriptId, line: 0, column: 0 }), category));
}
