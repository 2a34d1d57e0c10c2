/** Values of which a worker, or each process of a cluster, would have a copy of its own that differs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planEdit } from '../../../src/profiler/edit/index.ts';
import { filesOf, planOf, reasonOf, root, type Project } from './project.ts';

function moved(text: string, file = 'main.mjs', others: Project = {}) {
  const line = text.slice(0, text.search(/work[(<]/)).split('\n').length;
  const location = { file: `${root}/${file}`, line, column: 1 };
  return planEdit({ kind: 'move-to-worker', name: 'work', location, size: 2 }, filesOf({ [file]: text, ...others }));
}

const calls = 'const out = [3, 1, 2].map((n) => work(n));\n';
const imported: Project = {
  'other.mjs': 'export class Odd extends Error {}\nexport const table = [];\nexport const setUp = (x) => x;',
};
const refused = (text: string, reason: RegExp, file?: string) =>
  assert.match(reasonOf(moved(text, file, imported)), reason);

test('what the file changes in its imports is not moved', () => {
  refused(
    `import { table } from './other.mjs';\nfunction work(n) { return table[n]; }\ntable[3] = 1;\n${calls}`,
    /uses “table” \(line 2\), which line 3 changes/,
  );
  refused(
    `import { Odd } from './other.mjs';\nfunction work(n) { throw new Odd(n); }\ntry {\n  ${calls}} catch (e) {\n  if (!(e instanceof Odd)) throw e;\n}`,
    /“Odd” \(line 2\), a class that line 6 asks for/,
  );
});

test('an object that other code may change is not moved', () => {
  const config = 'const config = { a: 1 };\nfunction work(n) { return n + config.a; }\n';
  refused(`import { setUp } from './other.mjs';\n${config}setUp(config);\n${calls}`, /reads “config”.*which changes/);
  refused(`${config}const set = (to) => { to.a = 2; };\nset(config);\n${calls}`, /reads “config”.*which changes/);
  planOf(moved(`${config}console.log(Object.keys(config));\n${calls}`));
});

test('bytes, the number of arguments and lost types are refused', () => {
  refused(
    `import fs from 'node:fs';\nfunction work(bytes) { return bytes.toString('hex'); }\nconst out = ['a', 'b'].map((n) => work(fs.readFileSync(n)));`,
    /given a Buffer/,
  );
  refused(`function work(n) { return n + arguments.length; }\n${calls}`, /uses “arguments”/);
  planOf(moved(`function work(n) { return (function () { return arguments.length; })(n); }\n${calls}`));
  refused(`function work<T>(n: T, by = 2): T[] { return [n].slice(by); }\n${calls}`, /type parameters/, 'main.mts');
});

test('a parenthesis in front of an awaited call does not call the line above', () => {
  const text = `function work(n) {\n  return [n]\n}\nconst all = await Promise.all([1, 2].map(async (n) => {\n  const x = n\n  work(x).forEach(f)\n}))\n`;
  const [change] = planOf(moved(text)).changes;
  assert.ok(change?.kind === 'change');
  assert.ok(change.replacements.some(({ text: added }) => added.includes(';(await work(x)).forEach(f)')));
});

test('a server that counts through a function of its own keeps one process', () => {
  const text = `const http = require('http');\nconst visits = {};\nfunction count(of, url) { of[url] = 1; }\nhttp.createServer((req, res) => { count(visits, req.url); res.end(); }).listen(3000);`;
  const result = planEdit({ kind: 'run-in-cluster', file: `${root}/main.cjs`, size: 2 }, filesOf({ 'main.cjs': text }));
  assert.match(reasonOf(result), /keeps “visits” in memory \(line 4\)/);
});
