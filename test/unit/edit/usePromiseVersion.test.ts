/** Synchronous calls in async code, before and after; `«` marks the call that was measured. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyPlan } from '../../../src/profiler/edit/applyPlan.ts';
import { checkEdit, checkRefused, marked, planned } from './markedSource.ts';

const check = (before: string, after: string, name?: string) => checkEdit('use-promise-version', before, after, name);

test('an imported function of fs comes from node:fs/promises', () => {
  check(
    `import { existsSync, readFileSync } from 'fs';\nimport x from 'x';\n\nexport async function f(file) {\n  // All of it.\n  return «readFileSync(file, 'utf8').split('\\n');\n}\nexistsSync('.');`,
    `import { existsSync } from 'fs';\nimport x from 'x';\nimport { readFile } from 'node:fs/promises';\n\nexport async function f(file) {\n  // All of it.\n  return (await readFile(file, 'utf8')).split('\\n');\n}\nexistsSync('.');`,
  );
  check(
    `const { readFileSync } = require('node:fs');\nasync function f(file) {\n  return «readFileSync(file);\n}`,
    `const { readFile } = require('node:fs/promises');\nasync function f(file) {\n  return await readFile(file);\n}`,
    'main.cjs',
  );
});

test('a function of the whole module goes through fs.promises', () => {
  check(
    `import fs from 'node:fs';\nexport const f = async (file) => JSON.parse(«fs.readFileSync(file, 'utf8'));`,
    `import fs from 'node:fs';\nexport const f = async (file) => JSON.parse(await fs.promises.readFile(file, 'utf8'));`,
  );
  check(
    `import * as fs from 'node:fs';\nexport const f = async (file) => {\n  if (!«fs.existsSync(file)) return null;\n};`,
    `import * as fs from 'node:fs';\nexport const f = async (file) => {\n  if (!await fs.promises.access(file).then(() => true, () => false)) return null;\n};`,
  );
});

test('functions with a callback are promisified', () => {
  check(
    `import { pbkdf2Sync } from 'node:crypto';\nexport async function hash(p, salt) {\n  return «pbkdf2Sync(p, salt, 1000, 32, 'sha256').toString('hex');\n}`,
    `import { pbkdf2 } from 'node:crypto';\nimport { promisify } from 'node:util';\nexport async function hash(p, salt) {\n  return (await promisify(pbkdf2)(p, salt, 1000, 32, 'sha256')).toString('hex');\n}`,
  );
  check(
    `const zlib = require('zlib');\nasync function pack(data) {\n  return «zlib.gzipSync(data);\n}`,
    `const zlib = require('zlib');\nconst { promisify } = require('node:util');\nasync function pack(data) {\n  return await promisify(zlib.gzip)(data);\n}`,
    'main.cjs',
  );
});

test('a command gives its output in the same form', () => {
  check(
    `import { execSync } from 'node:child_process';\nexport async function f() {\n  return «execSync('git status');\n}`,
    `import { exec } from 'node:child_process';\nimport { promisify } from 'node:util';\nexport async function f() {\n  return (await promisify(exec)('git status', { encoding: 'buffer' })).stdout;\n}`,
  );
  check(
    `import cp from 'node:child_process';\nexport async function f() {\n  return «cp.execFileSync('git', ['status'], { cwd: '/' }).toString().trim();\n}`,
    `import cp from 'node:child_process';\nimport { promisify } from 'node:util';\nexport async function f() {\n  return (await promisify(cp.execFile)('git', ['status'], { cwd: '/' })).stdout.toString().trim();\n}`,
  );
});

test('a function becomes async when all of its callers wait for it already', () => {
  check(
    `import fs from 'node:fs';\nfunction load(file: string): Buffer {\n  return «fs.readFileSync(file);\n}\nexport async function main() {\n  return [await load('a'), await load('b')];\n}`,
    `import fs from 'node:fs';\nasync function load(file: string): Promise<Buffer> {\n  return await fs.promises.readFile(file);\n}\nexport async function main() {\n  return [await load('a'), await load('b')];\n}`,
    'main.mts',
  );
});

const fs = `import fs from 'node:fs';\n`;
const refused: readonly (readonly [source: string, reason: RegExp, name?: string])[] = [
  [`${fs}function f() { return «fs.readFileSync('a'); }\nf();`, /f is not async, and not all of its callers wait/],
  [
    `${fs}export function f() { return «fs.readFileSync('a'); }\nasync function g() { await f(); }`,
    /not all of its callers/,
  ],
  [
    `${fs}async function f() { return names.map((name) => «fs.readFileSync(name)); }`,
    /callback of map, which does not wait/,
  ],
  [
    `${fs}server.on('request', (req, res) => { res.end(«fs.readFileSync('a')); });`,
    /is not async, and whoever calls it/,
  ],
  [`${fs}const p = new Promise((resolve) => resolve(«fs.readFileSync('a')));`, /constructor/],
  [`${fs}async function f(x = «fs.readFileSync('a')) { return x; }`, /among the parameters/],
  [`${fs}class A { text = «fs.readFileSync('a'); }`, /making of a class/],
  [`const fs = require('fs');\n«fs.readFileSync('a');`, /only ES modules can wait there/, 'main.cjs'],
  [`${fs}async function f() { return «fs.readSync(1, x); }`, /numbered file/],
  [`${fs}async function f(fd) { return «fs.readFileSync(fd); }`, /numbered file/],
  [`${fs}async function f() { return «fs.statSync('a', { throwIfNoEntry: false }); }`, /throwIfNoEntry/],
  [
    `import cp from 'node:child_process';\nasync function f() { return «cp.spawnSync('a').status; }`,
    /spawnSync gives status/,
  ],
  [
    `import cp from 'node:child_process';\nasync function f() { «cp.execSync('a', { stdio: 'inherit' }); }`,
    /knows no stdio option/,
  ],
  [`async function f() { return «lib.packSync('a'); }`, /Where packSync at line 1 comes from cannot be told/],
  [`async function f() { return «pack('a'); }`, /has no synchronous call: the file has changed/],
  [
    `${fs}let n = 0;\nasync function f() { const old = n; «fs.readFileSync('a'); n = old + 1; }`,
    /reads n before the call/,
  ],
  [`${fs}let n = 0;\nasync function f() { n += «fs.readFileSync('a').length; }`, /reads n before the call/],
];

test('refused where something would have to wait that cannot, or the result would differ', () => {
  for (const [source, reason, name] of refused) checkRefused('use-promise-version', source, reason, name);
});

test('what is awaited already is not replaced again', () => {
  const source = marked(`${fs}export const f = async () => «fs.readFileSync('a');`);
  const text = [...applyPlan(planned('use-promise-version', source), source.files).values()][0]!;
  assert.throws(
    () => planned('use-promise-version', marked(text.replace('await fs', '«await fs'))),
    /no synchronous call/,
  );
});
