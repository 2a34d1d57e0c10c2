/** What is not moved into workers, and the reason that the user reads. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plan } from './movedProject.ts';
import { reasonOf } from './project.ts';

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
  assert.match(reasonOf(plan(text, 'job.mjs', 'gone').result), /no function “gone” at line 0: the text has changed/);
  assert.match(reasonOf(plan(text, 'job.mjs', 'work', { 'job.worker.mjs': '' }).result), /is there already/);
});
