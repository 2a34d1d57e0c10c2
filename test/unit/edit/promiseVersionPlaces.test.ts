/** Synchronous calls found from the line of their function, and places where the promise version would mean something else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkEdit, checkRefused, marked, planned } from './markedSource.ts';

const check = (before: string, after: string, name?: string) => checkEdit('use-promise-version', before, after, name);
const refused = (source: string, reason: RegExp, name?: string) =>
  checkRefused('use-promise-version', source, reason, name);

const fs = `import fs from 'node:fs';\n`;

test('the line of the function is enough when it has one synchronous call', () => {
  check(
    `${fs}class Store {\n  async «load(file) {\n    return fs.readFileSync(file);\n  }\n  async other(file) {\n    return fs.readFileSync(file);\n  }\n}`,
    `${fs}class Store {\n  async load(file) {\n    return await fs.promises.readFile(file);\n  }\n  async other(file) {\n    return fs.readFileSync(file);\n  }\n}`,
  );
  check(
    `${fs}export const load = async «(\n  file,\n) => {\n  return fs.readFileSync(file);\n};`,
    `${fs}export const load = async (\n  file,\n) => {\n  return await fs.promises.readFile(file);\n};`,
  );
});

test('of several in the function the first that can be awaited is replaced, and the plan says which', () => {
  const source = `${fs}export async function «f(names) {\n  const all = names.map((name) => fs.readFileSync(name));\n  fs.writeFileSync('a', all[0]);\n  fs.rmSync('b');\n}`;
  check(source, source.replace('«', '').replace('fs.writeFileSync', 'await fs.promises.writeFile'));
  assert.match(
    planned('use-promise-version', marked(source)).notes[0]!,
    /writeFileSync at line 4 is replaced, and these stay: rmSync at line 5, readFileSync at line 3/,
  );
});

test('a function that V8 puts into its caller is found from there', () => {
  const load = `${fs}async function load(name) {\n  return fs.readFileSync(name);\n}\n`;
  const edited = load.replace('fs.readFileSync', 'await fs.promises.readFile');
  for (const call of ['names.map((name) => load(name))', 'names.map(load)', '(() => names.map(load))()'])
    check(
      `${load}export const all = async «(names) => Promise.all(${call});`,
      `${edited}export const all = async (names) => Promise.all(${call});`,
    );
});

test('a function without a synchronous call is refused', () => {
  refused(`${fs}async function «f() {\n  return 1;\n}\nasync function g() { return fs.readFileSync('a'); }`, /Line 2/);
});

test('without a semicolon before it, a parenthesis does not call the line above', () => {
  check(
    `import fs from 'node:fs'\nexport async function f(a) {\n  const x = a\n  «fs.readdirSync(x).forEach(g)\n}`,
    `import fs from 'node:fs'\nexport async function f(a) {\n  const x = a\n  ;(await fs.promises.readdir(x)).forEach(g)\n}`,
  );
});

test('an imported function whose name means something else in a part of the file is imported again', () => {
  check(
    `import { readFile } from 'node:fs/promises';\n${fs}import { readFileSync as get } from 'fs';\nexport const f = async (readFile) => readFile(«get('a'), get('b'));`,
    `import { readFile } from 'node:fs/promises';\n${fs}import { readFileSync as get } from 'fs';\nimport { readFile as readFile2 } from 'node:fs/promises';\nexport const f = async (readFile) => readFile(await readFile2('a'), get('b'));`,
  );
});

test('bytes that are written in an encoding stay bytes', () => {
  check(
    `import cp from 'node:child_process';\nexport const f = async () => «cp.execSync('a').toString('hex');`,
    `import cp from 'node:child_process';\nimport { promisify } from 'node:util';\nexport const f = async () => (await promisify(cp.exec)('a', { encoding: 'buffer' })).stdout.toString('hex');`,
  );
});

test('a property that is read before the call and set after it is refused', () => {
  const method = (rest: string) =>
    `${fs}class A { async f(x) { const n = this.n; «fs.writeFileSync('a', x); ${rest} } }`;
  refused(method('this.n = n + 1;'), /reads this\.n before the call/);
  check(
    method('this.n = this.n + 1;'),
    method('this.n = this.n + 1;').replace('«fs.writeFileSync', 'await fs.promises.writeFile'),
  );
});

test('refused where nobody waits, or where the types or the error would be others', () => {
  refused(`${fs}process.on('exit', async () => { «fs.writeFileSync('a', 'b'); });`, /handler of “exit”/);
  refused(`${fs}req.on('data', async (chunk) => { «fs.appendFileSync('a', chunk); });`, /handler of “data”/);
  refused(`${fs}const f = async () => «fs.readFileSync(process.stdin.fd);`, /numbered file/);
  refused(
    `import crypto from 'node:crypto';\nexport const f = async () => «crypto.scryptSync('a', 'b', 32);`,
    /types of promisify do not fit scrypt/,
    'main.mts',
  );
  refused(
    `import cp from 'node:child_process';\nexport async function f() { try { return «cp.execSync('a'); } catch (e) { return e.status; } }`,
    /reads status or output of the error/,
  );
});
