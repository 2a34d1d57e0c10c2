import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readModule, stateWarning } from '../../../src/profiler/trial/moduleFacts.ts';

const lineOf = (source: string, name: string, file = '/m.mjs') => readModule(source, file, name).location?.line ?? null;
const changes = (source: string, name = 'f', file = '/m.mjs') => readModule(source, file, name).changes;

test('finds the function behind every way to export it', () => {
  assert.equal(lineOf('\nexport function f() {}', 'f'), 2);
  assert.equal(lineOf('\nexport const f = async () => 1', 'f'), 2);
  assert.equal(lineOf('\nfunction g() {}\nexport { g as f }', 'f'), 2);
  assert.equal(lineOf('\nexport default function () {}', 'default'), 2);
  assert.equal(lineOf('\nconst g = () => 1\nexport default g', 'default'), 2);
  assert.equal(lineOf('\nexports.f = function () {}', 'f', '/m.cjs'), 2);
  assert.equal(lineOf('function g() {}\nmodule.exports = { x: 1,\n f: g }', 'f', '/m.cjs'), 1);
  assert.equal(lineOf('module.exports = {\n f() {} }', 'f', '/m.cjs'), 2);
  assert.equal(lineOf('module.exports = function () {}', 'default', '/m.cjs'), 1);
  assert.equal(lineOf('\nexport function f(a: number): number { return a }', 'f', '/m.ts'), 2);
});

test('says nothing of what another module defines, or of what it cannot read', () => {
  assert.equal(lineOf('export { f } from "./other.js"', 'f'), null);
  assert.equal(lineOf('export function g() {}', 'f'), null);
  assert.equal(lineOf('this is no program', 'f'), null);
});

test('sees state of the module that the function changes, itself or through a helper', () => {
  assert.deepEqual(changes('let n = 0; export function f() { n++ }'), ['n']);
  assert.deepEqual(changes('let last; export const f = (x) => (last = x)'), ['last']);
  assert.deepEqual(changes('const cache = new Map(); export function f(x) { cache.set(x, 1) }'), ['cache']);
  assert.deepEqual(changes('const state = { n: 0 }; export function f() { state.a.n += 1 }'), ['state']);
  assert.deepEqual(changes('let n = 0; function g() { n += 1 } export function f() { g() }'), ['n']);
  assert.deepEqual(changes('const seen = {}; export function f(k) { delete seen[k] }'), ['seen']);
});

test('leaves alone what is read only, local, or of the same name inside', () => {
  assert.deepEqual(changes('let n = 1; export function f(x) { return x + n }'), []);
  assert.deepEqual(changes('let n = 1; export function f() { let n = 0; n++; return n }'), []);
  assert.deepEqual(changes('export function f() { const list = []; list.push(1); return list }'), []);
  assert.deepEqual(changes('const cache = new Map(); export function f(cache) { cache.set(1, 1) }'), []);
  assert.deepEqual(changes('let n = 0; export function g() { n++ } export function f() { return 1 }'), []);
});

test('tells it in a sentence, or not at all', () => {
  assert.match(stateWarning({ location: null, changes: ['n'] }, 'f')[0] ?? '', /f changes n of its module/);
  assert.deepEqual(stateWarning({ location: null, changes: [] }, 'f'), []);
});
