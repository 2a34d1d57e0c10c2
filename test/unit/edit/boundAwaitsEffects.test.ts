/** Loops whose calls reach each other by what functions do, by lists that grow, by promises and by neighbours. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkEdit, checkRefused, marked, planned } from './markedSource.ts';

const refused = (source: string, reason: RegExp) => checkRefused('bound-awaits', source, reason);
const check = (before: string, after: string) =>
  checkEdit('bound-awaits', before, `import pMap from 'p-map';\n\n${after}`);
const limit = '{ concurrency: 8 }';

test('a list that the loop’s calls may make longer is refused', () => {
  const reason = /queue may change at line [23] while the loop goes over it/;
  const loop = `for (const url of queue) {\n  await «crawl(url);\n}`;
  refused(`const queue = ['/'];\nasync function crawl(url) { queue.push(await get(url)); }\n${loop}`, reason);
  refused(`let queue = start();\nfor (const url of queue) {\n  enqueue(queue, await «get(url));\n}`, reason);
  refused(
    `let queue = start();\nfor (let i = 0; i < queue.length; i++) {\n  drop(queue, await «get(queue[i]));\n}`,
    reason,
  );
});

test('a list that its calls only look at is no hindrance', () => {
  check(
    `const last = (list) => list.length;\nfor (const row of rows) {\n  row.part = (await «get(row)) / last(rows);\n}`,
    `const last = (list) => list.length;\nawait pMap(rows, async (row) => {\n  row.part = (await get(row)) / last(rows);\n}, ${limit});`,
  );
  check(
    `for (let i = 0; i < rows.length; i++) {\n  rows[i] = await «get(rows[i]);\n}`,
    `await pMap(Array.from({ length: rows.length }, (_, i) => i), async (i) => {\n  rows[i] = await get(rows[i]);\n}, ${limit});`,
  );
});

test('what called functions do in the order of the calls is refused', () => {
  const loop = 'for (const url of urls) {\n  note(await «get(url));\n}';
  refused(`let last;\nconst note = (r) => { last = r; };\n${loop}`, /sets last: last = r at line 2/);
  refused(`function note(r) { console.log(r); }\n${loop}`, /calls what prints/);
  refused(`const rows = [];\nconst note = (r) => rows.push(r);\n${loop}`, /changes rows in its order/);
  refused(`let text = '';\nconst note = (r) => { text += r; };\n${loop}`, /sets text/);
});

test('what called functions make once, count or keep by key is no hindrance', () => {
  const head = `let client;\nlet calls = 0;\nconst cache = new Map();\nfunction note(r) {\n  if (!client) client = open();\n  calls += 1;\n  cache.set(r.id, r);\n}\n`;
  check(
    `${head}for (const url of urls) {\n  note(await «get(url));\n}`,
    `${head}await pMap(urls, async (url) => {\n  note(await get(url));\n}, ${limit});`,
  );
});

test('promises are handed on as what they give, so lists of them are refused', () => {
  const reason = /holds promises of work that has begun already/;
  refused(`for (const p of started) out.push(await «p.then(parse));`, reason);
  refused(`const all = await «Promise.all(started.map((p) => p.catch(() => null)));`, reason);
  refused(`const all = await «Promise.all(promises.map(settle));`, reason);
  refused(`const started = urls.map(async (u) => get(u));\nfor (const p of started) await «within(p, 100);`, reason);
});

test('a turn that looks at the item of another turn is refused when turns change their items', () => {
  const reason = /rows\[i - 1\] at line 2 looks at an item that another turn of the loop may change/;
  refused(`for (let i = 1; i < rows.length; i++) {\n  rows[i] = await «get(rows[i], rows[i - 1]);\n}`, reason);
  check(
    `for (let i = 1; i < rows.length; i++) {\n  out[i] = await «get(rows[i], rows[i - 1]);\n}`,
    `await pMap(Array.from({ length: rows.length - 1 }, (_, i) => i + 1), async (i) => {\n  out[i] = await get(rows[i], rows[i - 1]);\n}, ${limit});`,
  );
});

test('several expressions in one stay one', () => {
  check(
    `const out = [];\nfor (const x of items) {\n  out.push((seen(x), await «get(x)));\n}`,
    `const out = await pMap(items, async (x) => (seen(x), await get(x)), ${limit});`,
  );
});

test('a list in parentheses stays in them', () => {
  for (const list of ['(await rows())', '(a || b)', '((a))'])
    check(
      `const all = await «Promise.all(${list}.map((r) => get(r)));`,
      `const all = await pMap(${list}, (r) => get(r), ${limit});`,
    );
  checkEdit(
    'bound-awaits',
    `const user = await «(getUser(id));\nconst posts = (await getPosts(id));`,
    `const [user, posts] = await Promise.all([\n  getUser(id),\n  getPosts(id),\n]);`,
  );
});

test('what forEach hands on in another way than a list is refused', () => {
  refused(`const ids = new Map();\nids.forEach(async (id) => { await «get(id); });`, /ids may be a Map/);
  refused(`all.forEach(async (value, key) => { await «get(key); });`, /all may be a Map/);
  refused(`res.headers.forEach(async (value) => { await «get(value); });`, /may be a Map/);
  refused(`all.forEach(async function* (one) { await «get(one); });`, /generator/);
});

test('calls that end the program, write one file or prepare a shared object are refused', () => {
  const loop = (body: string) => `const c = open();\nfor (const x of items) {\n  ${body}\n}`;
  refused(loop(`if (x.last) process.exit(1);\n  await «get(x);`), /The program ends at line 3/);
  refused(loop(`await fs.writeFile('state.json', await «get(x));`), /writes one file in every turn/);
  refused(loop(`c.select(x.db);\n  await «c.get(x.key);`), /c\.select\(x\.db\) at line 3 may prepare c/);
  check(
    loop('await fs.writeFile(x.file, await «get(x));'),
    `const c = open();\nawait pMap(items, async (x) => {\n  await fs.writeFile(x.file, await get(x));\n}, ${limit});`,
  );
});

test('calls in a row that take one piece after another stay in a row', () => {
  refused(`const a = await «readLine(file);\nconst b = await readLine(file, 2);`, /continues where the call before it/);
});

test('comments in what collects the results stay', () => {
  check(
    `const out = [];\nfor (const x of items) {\n  out.push(\n    // All of it.\n    await «get(x) /* in full */,\n  );\n}`,
    `const out = await pMap(items, async (x) => {\n  // All of it.\n  /* in full */\n  return await get(x);\n}, ${limit});`,
  );
});

test('the plan says when somebody else would see results only at the end', () => {
  const notes = (source: string) => planned('bound-awaits', marked(source)).notes.join('\n');
  const loop = 'for (const x of items) {\n    sink.push(await «get(x));\n  }';
  assert.match(notes(`async function f(sink) {\n  ${loop}\n}`), /sink gets the results once all calls have ended/);
  assert.doesNotMatch(notes(`async function f() {\n  const sink = [0];\n  ${loop}\n}`), /once all calls have ended/);
});
