import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkMoved, plan, pool } from './movedProject.ts';
import { applied, planOf } from './project.ts';

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

test('of a function that runs once, what it calls again and again is moved', () => {
  const work = 'function work(n) {\n  return n * 2;\n}\n\n';
  const ending = (name: string) => `\n\n${name}();\n`;
  const whole = (body: string) => `${work}async function main() {\n${body}\n}${ending('main')}`;
  for (const body of [
    '  const all = [];\n  for (const n of [1, 2]) all.push(work(n));\n  console.log(all);',
    '  console.log([1, 2].map((n) => work(n)));',
  ]) {
    const { project, result } = plan(whole(body), 'job.mjs', 'main');
    const { title, notes } = planOf(result);
    assert.match(title, /^Run work on 2/);
    assert.match(notes[0]!, /“main” runs once: “work”/);
    assert.match(
      applied(project, planOf(result))['job.mjs']!,
      /await Promise\.all\(\[1, 2\]\.map\(\(n\) => work\(n\)\)\)/,
    );
  }
});

test('nothing is taken in its place where it runs again, or where two functions could be meant', () => {
  const two = 'function one(n) { return n; }\nfunction other(n) { return n; }\n';
  for (const text of [
    `${two}async function main() { for (const n of [1, 2]) { one(n); other(n); } }\nmain();\n`,
    `${two}async function main() { return [1, 2].map((n) => one(n)); }\nmain();\nmain();\n`,
  ]) {
    const { result } = plan(text, 'job.mjs', 'main');
    assert.doesNotMatch(result.ok ? result.plan.title : '', /one|other/);
  }
});
