/** Loops with awaits, before and after; `«` marks the await that was measured. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyPlan } from '../../../src/profiler/edit/applyPlan.ts';
import { checkEdit, marked, planned } from './markedSource.ts';

const check = (before: string, after: string, name?: string, others?: Record<string, string>) =>
  checkEdit('bound-awaits', before, after, name, others);

test('a loop that collects declares its array with the results, in order', () => {
  check(
    `
import { get } from './get.mjs';

export async function pages(urls) {
  const results = [];
  for (const url of urls) results.push(«await get(url));
  return results;
}`,
    `
import { get } from './get.mjs';
import pMap from 'p-map';

export async function pages(urls) {
  const results = await pMap(urls, async (url) => get(url), { concurrency: 8 });
  return results;
}`,
  );
});

test('the body of a loop keeps its comments and its layout', () => {
  check(
    `
async function pages(urls) {
  const titles = [];
  // Every page once.
  for (const url of urls) {
    // The head is enough,
    const page = «await get(url, {
      method: 'HEAD', /* no body */
    });
    titles.push(page.title); // which has the title.
  }
  return titles;
}
export { pages };`,
    `
import pMap from 'p-map';

async function pages(urls) {
  // Every page once.
  const titles = await pMap(urls, async (url) => {
    // The head is enough,
    const page = await get(url, {
      method: 'HEAD', /* no body */
    });
    return page.title; // which has the title.
  }, { concurrency: 8 });
  return titles;
}
export { pages };`,
  );
});

test('a loop without results becomes one awaited call', () => {
  check(
    `for (const { id, ...rest } of rows) {\n  «await save(id, rest);\n}`,
    `import pMap from 'p-map';\n\nawait pMap(rows, async ({ id, ...rest }) => {\n  await save(id, rest);\n}, { concurrency: 8 });`,
  );
  check(
    `for (const row of rows) «await save(row);`,
    `import pMap from 'p-map';\n\nawait pMap(rows, async (row) => save(row), { concurrency: 8 });`,
  );
});

test('a multi-line statement is found by any of its lines', () => {
  check(
    `for (const row of rows) {\n  await save(\n    «row,\n  );\n}`,
    `import pMap from 'p-map';\n\nawait pMap(rows, async (row) => {\n  await save(\n    row,\n  );\n}, { concurrency: 8 });`,
  );
});

test('a counting loop goes over its numbers', () => {
  const counting = (head: string, input: string) =>
    check(
      `async function f(rows, n) {\n  const out = [];\n  for (${head}) out[i] = «await get(i);\n  return out;\n}\nexport { f };`,
      `import pMap from 'p-map';\n\nasync function f(rows, n) {\n  const out = [];\n  await pMap(${input}, async (i) => {\n    out[i] = await get(i);\n  }, { concurrency: 8 });\n  return out;\n}\nexport { f };`,
    );
  counting('let i = 0; i < rows.length; i++', 'Array.from({ length: rows.length }, (_, i) => i)');
  counting('let i = 0; i < 20; i += 2', 'Array.from({ length: 10 }, (_, i) => i * 2)');
  counting('let i = 1; i <= 20; ++i', 'Array.from({ length: 20 }, (_, i) => i + 1)');
  counting('let i = 0; i < n / 10; i++', 'Array.from({ length: Math.ceil(n / 10) }, (_, i) => i)');
  counting('let i = 1; i < rows.length; i++', 'Array.from({ length: rows.length - 1 }, (_, i) => i + 1)');
  counting('let i = 0, m = rows.length; i < m; i++', 'Array.from({ length: rows.length }, (_, i) => i)');
});

test('a sum is taken afterwards, in the order of the items', () => {
  check(
    `
async function total(ids) {
  let sum = 0;
  for (const id of ids) {
    const { amount } = «await get(id);
    sum += amount;
  }
  return sum;
}
export { total };`,
    `
import pMap from 'p-map';

async function total(ids) {
  let sum = 0;
  const results = await pMap(ids, async (id) => {
    const { amount } = await get(id);
    return amount;
  }, { concurrency: 8 });
  for (const result of results) {
    sum += result;
  }
  return sum;
}
export { total };`,
  );
});

test('a Map and an object are filled afterwards, so that their keys keep their order', () => {
  check(
    `async function f(ids, byId, map) {\n  for (const id of ids) map.set(id, «await get(id));\n}\nexport { f };`,
    `import pMap from 'p-map';\n\nasync function f(ids, byId, map) {\n  const results = await pMap(ids, async (id) => [id, await get(id)], { concurrency: 8 });\n  for (const [key, value] of results) {\n    map.set(key, value);\n  }\n}\nexport { f };`,
  );
  check(
    `async function f(ids, byId) {\n  for (const id of ids) {\n    byId[id] = «await get(id);\n  }\n}\nexport { f };`,
    `import pMap from 'p-map';\n\nasync function f(ids, byId) {\n  const results = await pMap(ids, async (id) => [id, await get(id)], { concurrency: 8 });\n  for (const [key, value] of results) {\n    byId[key] = value;\n  }\n}\nexport { f };`,
  );
});

test('turns without a result are left out', () => {
  const before = `
async function f(ids) {
  const found = [];
  search: for (const id of ids) {
    for (const part of id.split('-')) if (part === '') continue search;
    const row = «await get(id);
    if (row.ok) {
      found.push(row);
    }
  }
  return found;
}
`;
  check(
    `${before}export { f };`,
    `
import pMap, { pMapSkip } from 'p-map';

async function f(ids) {
  const found = await pMap(ids, async (id) => {
    for (const part of id.split('-')) if (part === '') return pMapSkip;
    const row = await get(id);
    if (row.ok) {
      return row;
    }
    return pMapSkip;
  }, { concurrency: 8 });
  return found;
}
export { f };`,
  );
  check(
    `${before}module.exports = { f };`,
    `
const pMap = require('p-map');

async function f(ids) {
  const found = (await pMap(ids, async (id) => {
    for (const part of id.split('-')) if (part === '') return [];
    const row = await get(id);
    if (row.ok) {
      return [row];
    }
    return [];
  }, { concurrency: 8 })).flat();
  return found;
}
module.exports = { f };`,
    'main.cjs',
  );
});

test('all calls at once become so many at a time', () => {
  check(
    `const pages = await Promise.all(\n  urls.map(async (url) => {\n    return «await get(url);\n  }),\n);`,
    `import pMap from 'p-map';\n\nconst pages = await pMap(\n  urls, async (url) => {\n    return await get(url);\n  }, { concurrency: 8 },\n);`,
  );
  check(
    `export const all = (urls) => «Promise.all(urls.map((url) => get(url)));`,
    `import pMap from 'p-map';\n\nexport const all = (urls) => pMap(urls, (url) => get(url), { concurrency: 8 });`,
  );
});

test('forEach goes on not waiting, and the plan says so', () => {
  const source = marked(`urls.forEach(async (url) => {\n  «await get(url);\n});\nexport {};`);
  const plan = planned('bound-awaits', source);
  assert.match(plan.notes.join('\n'), /does not wait/);
  assert.match(
    [...applyPlan(plan, source.files).values()][0]!,
    /\nvoid pMap\(urls, async \(url\) => \{\n {2}await get\(url\);\n\}, \{ concurrency: 8 \}\);/,
  );
});

test('independent awaits in a row are waited for together', () => {
  check(
    `async function f(id) {\n  const user = «await getUser(id);\n  // Both are needed.\n  const { items } = await fetchOrders(id);\n  return [user, items];\n}`,
    `async function f(id) {\n  const [user, { items }] = await Promise.all([\n    getUser(id),\n  // Both are needed.\n    fetchOrders(id),\n  ]);\n  return [user, items];\n}`,
  );
});

test('the style of the file is kept: tabs, double quotes, no semicolons', () => {
  check(
    `import { get } from "./get.mjs"\n\nexport async function f(urls) {\n\tlet all = ""\n\tfor (const url of urls) {\n\t\tall += «await get(url)\n\t}\n\treturn all\n}`,
    `import { get } from "./get.mjs"\nimport pMap from "p-map"\n\nexport async function f(urls) {\n\tlet all = ""\n\tconst results = await pMap(urls, async (url) => get(url), { concurrency: 8 })\n\tfor (const result of results) {\n\t\tall += result\n\t}\n\treturn all\n}`,
  );
});

test('types are kept, and tuples stay tuples', () => {
  check(
    `import type { Row } from './row.ts';\n\nexport async function f(ids: readonly string[]): Promise<Row[]> {\n  const rows: Row[] = [];\n  for (const id of ids) {\n    rows.push(«await get<Row>(id));\n  }\n  return rows;\n}`,
    `import type { Row } from './row.ts';\nimport pMap from 'p-map';\n\nexport async function f(ids: readonly string[]): Promise<Row[]> {\n  const rows: Row[] = await pMap(ids, async (id) => get<Row>(id), { concurrency: 8 });\n  return rows;\n}`,
    'main.mts',
  );
});

test('a name that is taken gets a number, and p-map that is imported is used', () => {
  check(
    `const pMap = 1;\nfor (const x of xs) «await f(x, pMap);\nexport {};`,
    `import pMap2 from 'p-map';\n\nconst pMap = 1;\nawait pMap2(xs, async (x) => f(x, pMap), { concurrency: 8 });\nexport {};`,
  );
  check(
    `import map from 'p-map';\nfor (const x of xs) «await f(x);`,
    `import map from 'p-map';\nawait map(xs, async (x) => f(x), { concurrency: 8 });`,
  );
});

test('of nested loops the inner one is taken, unless its calls follow one another', () => {
  check(
    `for (const user of users) {\n  let cursor = null;\n  do {\n    const page = «await list(user, cursor);\n    cursor = page.next;\n  } while (cursor);\n}\nexport {};`,
    `import pMap from 'p-map';\n\nawait pMap(users, async (user) => {\n  let cursor = null;\n  do {\n    const page = await list(user, cursor);\n    cursor = page.next;\n  } while (cursor);\n}, { concurrency: 8 });\nexport {};`,
  );
});

test('package.json gets the version that the file can load, where its list is in order', () => {
  const manifest =
    '{\n    "name": "x",\n    "dependencies": {\n        "a": "1.0.0",\n        "z": "1.0.0"\n    }\n}\n';
  const loop = `async function f(xs) {\n  for (const x of xs) «await g(x);\n}\n`;
  const added = (name: string, text: string) => {
    const source = marked(loop, name, { 'package.json': text });
    const plan = planned('bound-awaits', source);
    return { text: applyPlan(plan, source.files).get('/project/package.json'), packages: plan.packages };
  };
  const inModule = added('main.mjs', manifest);
  assert.equal(inModule.text, manifest.replace('"a": "1.0.0",', '"a": "1.0.0",\n        "p-map": "^7.0.3",'));
  assert.deepEqual(inModule.packages, [{ name: 'p-map', range: '^7.0.3' }]);
  assert.deepEqual(added('main.cjs', manifest).packages, [{ name: 'p-map', range: '^4.0.0' }]);
  const named = added('main.mjs', '{ "devDependencies": { "p-map": "^6" } }');
  assert.deepEqual([named.text, named.packages], [undefined, []]);
  assert.equal(
    added('main.cjs', '{\n  "name": "x"\n}').text,
    '{\n  "name": "x",\n  "dependencies": {\n    "p-map": "^4.0.0"\n  }\n}',
  );
});

test('what has been bounded is not bounded again', () => {
  const source = marked(`const out = [];\nfor (const x of xs) out.push(«await f(x));\nexport {};`);
  const text = [...applyPlan(planned('bound-awaits', source), source.files).values()][0]!;
  const again = marked(text.replace('await pMap', '«await pMap'));
  assert.throws(() => planned('bound-awaits', again), /limited by p-map already/);
});

test('what only counts may stand behind the result, and lists are added item by item', () => {
  check(
    `'use strict';\nasync function f(ids, rows) {\n  let done = 0;\n  for (const id of ids) {\n    const list = «await get(id);\n    rows.push(...list);\n    done++;\n  }\n  return done;\n}`,
    `'use strict';\n\nconst pMap = require('p-map');\n\nasync function f(ids, rows) {\n  let done = 0;\n  const results = await pMap(ids, async (id) => {\n    const list = await get(id);\n    done++;\n    return list;\n  }, { concurrency: 8 });\n  for (const result of results) {\n    rows.push(...result);\n  }\n  return done;\n}`,
    'main.cjs',
  );
});
