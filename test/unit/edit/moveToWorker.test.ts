import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planMoveToWorker } from '../../../src/profiler/edit/moveToWorker/index.ts';
import { applied, filesOf, planOf, reasonOf, root, type Project } from './project.ts';

const packageJson = '{\n  "type": "module",\n  "dependencies": {\n    "piscina": "^5.0.0"\n  }\n}\n';

function plan(text: string, file = 'job.mjs', name = 'work', more: Project = {}) {
  const project = { 'package.json': packageJson, ...more, [file]: text };
  const line = text.split('\n').findIndex((one) => new RegExp(`\\b${name}\\b.*[({]`).test(one)) + 1;
  const location = { file: `${root}/${file}`, line, column: 1 };
  return { project, result: planMoveToWorker({ kind: 'move-to-worker', name, location, size: 2 }, filesOf(project)) };
}

/** The source and the worker file afterwards. */
function checkMoved(before: string, source: string, worker: string, file = 'job.mjs', more: Project = {}): void {
  const { project, result } = plan(before, file, 'work', more);
  const after = applied(project, planOf(result));
  assert.equal(after[file], source);
  assert.equal(after[file.replace(/(\.\w+)$/, '.worker$1')], worker);
}

const pool = (file = 'job.worker.mjs') => `const workPool = new Piscina({
  filename: new URL('./${file}', import.meta.url).href,
  minThreads: 2,
  maxThreads: 2,
});
`;

test('a loop of calls → a worker file, a pool, and all calls at once', () => {
  checkMoved(
    `import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';

const rounds = 3;

/** What work is made of. */
function once(text) {
  return createHash('sha256').update(text).digest('hex');
}

// Hashes again and again.
function work(text) {
  for (let i = 0; i < rounds; i++) text = once(text);
  return text;
}

const hashes = [];
for (const text of ['a', 'b']) {
  hashes.push(work(text));
}
writeFileSync('hashes', hashes.join()); // kept
`,
    `import { writeFileSync } from 'node:fs';
import { Piscina } from 'piscina';

${pool()}
/** Runs in a worker thread: see job.worker.mjs. */
function work(text) {
  return workPool.run([text]);
}

const hashes = await Promise.all(Array.from(['a', 'b'], (text) => work(text)));
writeFileSync('hashes', hashes.join()); // kept
`.replace("Array.from(['a', 'b'], (text) => work(text))", "['a', 'b'].map((text) => work(text))"),
    `import { createHash } from 'node:crypto';

const rounds = 3;

/** What work is made of. */
function once(text) {
  return createHash('sha256').update(text).digest('hex');
}

// Hashes again and again.
function work(text) {
  for (let i = 0; i < rounds; i++) text = once(text);
  return text;
}

/** A task of the pool: the arguments of one call. */
export default (args) => work(...args);
`,
  );
});

test('a request handler waits for the pool', () => {
  checkMoved(
    `import http from 'node:http';

const work = (n) => Math.sqrt(n);

http.createServer((request, response) => {
  const length = String(work(9)).length;
  response.end(work(4).toFixed(length));
}).listen(8080);
`,
    `import http from 'node:http';
import { Piscina } from 'piscina';

${pool()}
/** Runs in a worker thread: see job.worker.mjs. */
const work = (n) => workPool.run([n]);

http.createServer(async (request, response) => {
  const length = String(await work(9)).length;
  response.end((await work(4)).toFixed(length));
}).listen(8080);
`,
    `const work = (n) => Math.sqrt(n);

/** A task of the pool: the arguments of one call. */
export default (args) => work(...args);
`,
  );
});

test('CommonJS: callers become asynchronous up to the last line, and nothing else changes', () => {
  checkMoved(
    `'use strict'
const { createHash, randomInt } = require("crypto")

function work(text, rounds = 3) {
  return createHash("sha256").update(text.repeat(rounds)).digest("hex")
}

function all(texts) {
  return texts.map((text) => work(text))
}

const main = () => {
  console.log(all(["a", "b"]), randomInt(1))
}

main()
`,
    `'use strict'
const { randomInt } = require("crypto")
const { Piscina } = require("piscina")

const workPool = new Piscina({
  filename: require.resolve("./job.worker.cjs"),
  minThreads: 2,
  maxThreads: 2,
})

/** Runs in a worker thread: see job.worker.cjs. */
function work(...args) {
  return workPool.run(args)
}

async function all(texts) {
  return Promise.all(texts.map((text) => work(text)))
}

const main = async () => {
  console.log(await all(["a", "b"]), randomInt(1))
}

main()
`,
    `'use strict'

const { createHash } = require("crypto")

function work(text, rounds = 3) {
  return createHash("sha256").update(text.repeat(rounds)).digest("hex")
}

/** A task of the pool: the arguments of one call. */
module.exports = (args) => work(...args)
`,
    'job.cjs',
  );
});

test('TypeScript keeps its types, and shares what both files need', () => {
  checkMoved(
    `import type { Options } from './options.ts';

interface Item {
  text: string;
}
export interface Result {
  length: number;
}

const factor = 3;

function work(item: Item, options?: Options): Result {
  return { length: item.text.length * factor * (options?.scale ?? 1) };
}

const items: Item[] = [{ text: 'a' }];
const results: Result[] = items.map((item) => work(item));
console.log(results, factor);
`,
    `import { Piscina } from 'piscina';
import { factor, type Item } from './job.worker.ts';
import type { Options } from './options.ts';

export interface Result {
  length: number;
}

${pool('job.worker.ts')}
/** Runs in a worker thread: see job.worker.ts. */
function work(item: Item, options?: Options): Promise<Result> {
  return workPool.run([item, options]);
}

const items: Item[] = [{ text: 'a' }];
const results: Result[] = await Promise.all(items.map((item) => work(item)));
console.log(results, factor);
`.replace(/^([^]*?)(import type .*\n)\n/, '$2$1\n'),
    `import type { Options } from './options.ts';
import type { Result } from './job.ts';

export interface Item {
  text: string;
}

export const factor = 3;

function work(item: Item, options?: Options): Result {
  return { length: item.text.length * factor * (options?.scale ?? 1) };
}

/** A task of the pool: the arguments of one call. */
export default (args: Parameters<typeof work>) => work(...args);
`,
    'job.ts',
  );
});

test('an asynchronous function leaves its callers as they are', () => {
  const { project, result } = plan(
    `export async function work(n) {\n  return n * 2;\n}\n\nexport const both = () => Promise.all([work(1), work(2)]);\n`,
  );
  assert.equal(
    applied(project, planOf(result))['job.mjs'],
    `import { Piscina } from 'piscina';\n\n${pool()}\n/** Runs in a worker thread: see job.worker.mjs. */\nexport function work(n) {\n  return workPool.run([n]);\n}\n\nexport const both = () => Promise.all([work(1), work(2)]);\n`,
  );
});

test('where a compiler writes elsewhere, the worker is found beside what runs', () => {
  const tsconfig = { 'tsconfig.json': '{ "compilerOptions": { "outDir": "dist", "module": "nodenext" } }' };
  const { project, result } = plan(
    `const work = (n: number): number => n;\nconsole.log([1, 2].map((n) => work(n)));\n`,
    'job.ts',
    'work',
    tsconfig,
  );
  const after = applied(project, planOf(result))['job.ts']!;
  assert.match(after, /import \{ extname \} from 'node:path';/);
  assert.match(
    after,
    /filename: new URL\(`\.\/job\.worker\$\{extname\(import\.meta\.url\)\}`, import\.meta\.url\)\.href/,
  );
});

test('what would change behaviour is refused, with the name and the line', () => {
  const fan = '\nconsole.log([1, 2].map((n) => work(n)));\n';
  const cases: readonly (readonly [string, RegExp])[] = [
    [`let seen = 0;\nfunction work(n) { seen += n; return seen; }${fan}`, /reads “seen” \(line 2\), which changes/],
    [
      `const cache = new Map();\nfunction work(n) { cache.set(n, n); return n; }${fan}`,
      /“cache” \(line 2\), which changes/,
    ],
    [
      `const limit = Number(process.argv[2]);\nfunction work(n) { return n * limit; }${fan}`,
      /“limit” \(line 2\), which is computed when the program starts/,
    ],
    [`function work(n) { return this.x + n; }${fan}`, /uses “this” \(line 1\)/],
    [`function* work(n) { yield n; }${fan}`, /generator/],
    [`function work(n) { return () => n; }${fan}`, /returns a function/],
    [`class Point {}\nfunction work(n) { return new Point(n); }${fan}`, /returns an instance of Point/],
    [
      `import { createHash } from 'node:crypto';\nfunction work(n) { return createHash('md5').update(n).digest(); }${fan}`,
      /a Buffer/,
    ],
    [
      `function work(list) { list.push(1); return 1; }\nconsole.log([[1]].map((n) => work(n)));\n`,
      /changes its argument “list”/,
    ],
    [
      `function work(list) { for (const one of list) { one.x = 1; } }\nconsole.log([[1]].map((n) => work(n)));\n`,
      /changes its argument/,
    ],
    [
      `function fill(grid) { const row = grid[0]; row[1] = 2; }\nfunction work(grid) { fill(grid); return 1; }\nconsole.log([[1]].map((n) => work(n)));\n`,
      /changes its argument/,
    ],
    [`function work(n) { console.log(n); return n; }${fan}`, /prints/],
    [`function work(n) { process.exit(n); }${fan}`, /process\.exit/],
    [`function work(n) { total = n; }${fan}`, /sets the global “total”/],
    [`function work(n) { return import.meta.url + n; }${fan}`, /import\.meta/],
    [`import { writeFileSync } from 'node:fs';\nfunction work(n) { writeFileSync('x', n); }${fan}`, /changes files/],
    [`export function work(n) { return n; }${fan}`, /is exported/],
    [`function work(n) { return n; }\nexport { work };${fan}`, /is exported/],
    [`function work(n) { return n; }\nconsole.log(work);\n`, /used as a value \(line 2\)/],
    [
      `function work(n) { return n; }\n[1].forEach((n) => { console.log(work(n)); });\n`,
      /a callback of \[1\]\.forEach/,
    ],
    [`function work(n) { return n; }\nclass A { get() { return work(1); } }\n`, /in a method/],
    [`function work(n) { return n; }\nfunction* all() { yield work(1); }\n`, /in a generator/],
    [`function work(n) { return n; }\nfunction f(n = work(1)) { return n; }\nf();\n`, /default value/],
    [`function work(n) { return n; }\nconsole.log(work(1));\n`, /once at a time/],
    [
      `function work(n) { return n; }\nlet n = 1;\nfor (let i = 0; i < 3; i++) n = work(n);\nconsole.log(n);\n`,
      /follow one another/,
    ],
    [`function work(f) { return f(); }\nconsole.log([1].map((n) => work(() => n)));\n`, /is given a function/],
    [`function outer() { function work(n) { return n; } return work(1); }\nouter();\n`, /inside another function/],
    [`class A { work(n) { return n; } }\nnew A().work(1);\n`, /is a method/],
  ];
  for (const [text, reason] of cases) assert.match(reasonOf(plan(text).result), reason, text);
});

test('loops whose turns change something together keep their order', () => {
  const text = `const seen = [];
const note = (n) => seen.push(n);
function work(n) { return n; }
for (const n of [1, 2]) note(work(n));
console.log(seen);
`;
  assert.match(reasonOf(plan(text).result), /“note” changes “seen” \(line 2\), in the order of the calls/);
});

test('CommonJS cannot await at its top level, unless nothing follows', () => {
  const text = `function work(n) { return n; }\nconst all = [1, 2].map((n) => work(n));\nconsole.log(all);\n`;
  assert.match(reasonOf(plan(text, 'job.cjs').result), /Line 2 calls it at the top level of a CommonJS module/);
});

test('modules of the project that a worker cannot load a second time are named', () => {
  const text = `import { look } from './table.mjs';\nfunction work(n) { return look(n); }\nconsole.log([1].map((n) => work(n)));\n`;
  const refused = (table: string) => reasonOf(plan(text, 'job.mjs', 'work', { 'table.mjs': table }).result);
  assert.match(
    refused(`const seen = new Map();\nexport const look = (n) => seen.set(n, n);\n`),
    /table\.mjs keeps “seen” in memory/,
  );
  assert.match(
    refused(`console.log('loaded');\nexport const look = (n) => n;\n`),
    /does something when it is loaded \(line 1\)/,
  );
  assert.ok(plan(text, 'job.mjs', 'work', { 'table.mjs': `export const look = (n) => n;\n` }).result.ok);
});

test('changed text, and a worker file that is there, are refused', () => {
  const text = `function work(n) { return n; }\nconsole.log([1].map((n) => work(n)));\n`;
  const moved = planMoveToWorker(
    { kind: 'move-to-worker', name: 'gone', location: { file: `${root}/job.mjs`, line: 1, column: 1 }, size: 2 },
    filesOf({ 'job.mjs': text }),
  );
  assert.match(reasonOf(moved), /no function “gone” at line 1: the text has changed/);
  assert.match(reasonOf(plan(text, 'job.mjs', 'work', { 'job.worker.mjs': '' }).result), /is there already/);
});
