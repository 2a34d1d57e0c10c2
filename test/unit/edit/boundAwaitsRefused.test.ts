/** Loops whose calls have to follow one another, and the reason that the user reads. */
import { test } from 'node:test';
import { checkRefused } from './markedSource.ts';

const rows: Record<string, readonly (readonly [source: string, reason: RegExp])[]> = {
  'a turn needs what the one before left': [
    ['let c;\nfor (const x of xs) { c = «await get(x, c); }', /^c is changed at line 2 and read again/],
    ['let last;\nfor (const x of xs) { last = «await get(x); }', /^last is set at line 2: the call that ends last/],
    ['for (const x of xs) { this.state = «await get(x); }', /this\.state is set/],
    ['let a, b;\nfor (const x of xs) { ({ a, b } = «await get(x)); }', /^a is set at line 2/],
    ['const r = [];\nfor (const x of xs) r.push(«await get(x, r.length));', /changes r, which all turns/],
    ['const r = [];\nfor (const x of xs) { if (r.length < 3) r.push(«await get(x)); }', /changes r, which all turns/],
    [
      'for (const x of xs) { const p = «await get(x); xs.push(...p.links); }',
      /xs\.push\(\.\.\.p\.links\) at line 1 changes xs/,
    ],
    ['for (const x of xs) { const p = «await get(x); stats.count += p.n; stats.last = p; }', /stats\.count is changed/],
    ['let i = 0;\nfor (const x of xs) { out[i++] = «await get(x); }', /i is changed at line 2|out\[i\+\+\]/],
    ['for (let i = 0; i < 9; i++) { const r = «await get(i); if (r) i++; }', /changes its own counter i/],
  ],
  'the loop can end early': [
    ['for (const x of xs) { if («await get(x)) break; }', /A break ends the loop at line 1/],
    ['async function f() { for (const x of xs) { const r = «await get(x); if (r) return r; } }', /returns at line 1/],
    [
      'outer: for (const y of ys) {\n  for (const x of xs) {\n    if («await get(x)) continue outer;\n  }\n}',
      /A continue of an outer statement ends the loop at line 3/,
    ],
    ['async function* f() { for (const x of xs) yield «await get(x); }', /yields at line 1/],
    [
      'async function f() { try { for (const x of xs) { if (!«await get(x)) throw new Error(); } } catch { return 1; } }',
      /thrown at line 1 ends the loop and is caught/,
    ],
    ['let p = 0; while (p < 3) { p = «await get(p); }', /decides after each call whether to go on/],
    ['let p; do { p = «await get(p); } while (p);', /decides after each call/],
    [
      'const r = [];\ntry { for (const x of xs) r.push(«await get(x)); } catch {}\nuse(r);',
      /collected until then is used/,
    ],
  ],
  'others see the order': [
    [
      'for (const x of xs) { console.log(«await get(x)); }',
      /console\.log\(await get\(x\)\) at line 1 prints in the order/,
    ],
    ['for (const x of xs) { process.stdout.write(«await get(x)); }', /prints in the order/],
    ['for (const x of xs) { res.write(«await get(x)); }', /the order of these calls on res matters/],
    ['for (const x of xs) «await file.appendFile(x);', /the order of these calls on file matters/],
    ['for (const x of xs) { await page.goto(x); «await page.click(x); }', /the order of these calls on page matters/],
    ['db.transaction(async (t) => {\n  for (const x of xs) «await t.insert(x);\n});', /part of a transaction \(t\)/],
    [
      'async function f(client) {\n  await client.query("BEGIN");\n  for (const x of xs) «await client.query(x);\n}',
      /part of a transaction \(client\)/,
    ],
    ['for (const x of xs) «await save(x, tx);', /part of a transaction \(tx\)/],
  ],
  'the loop takes its time on purpose': [
    ['for (const x of xs) { await get(x); «await sleep(10); }', /await sleep\(10\) at line 1 keeps a distance/],
    ['for (const x of xs) { «await get(x); await new Promise((r) => setTimeout(r, 10)); }', /keeps a distance/],
    [
      'const nap = (ms) => new Promise((done) => setTimeout(done, ms));\nfor (const x of xs) { «await get(x); await nap(5); }',
      /await nap\(5\) at line 2/,
    ],
    [
      "import { setTimeout as later } from 'node:timers/promises';\nfor (const x of xs) { «await get(x); await later(5); }",
      /await later\(5\)/,
    ],
  ],
  'the calls cannot be told apart, or run already': [
    ['for (const x of xs) «await next();', /next\(\) at line 1 does not use the loop's variable/],
    ['for (const p of promises) «await p;', /p at line 1 is a promise of work that has begun before/],
    ['for await (const x of xs) «await get(x);', /for await loop takes its items one after another/],
    ['let x;\nfor (x of xs) «await get(x);', /sets x, which is declared outside/],
    ['for (const k in o) «await get(k);', /for…in/],
    ['for (var x of xs) «await get(x);\nuse(x);', /x is used after the loop/],
    ['for (const x of xs) { var y = «await get(x); }\nuse(y);', /y is used after the loop/],
  ],
  'a function that is called keeps something over its await': [
    [
      'let token;\nasync function get(x) {\n  if (!token) token = await login();\n  return use(token, x);\n}\nfor (const x of xs) «await get(x);',
      /get reads token, awaits, and then sets it/,
    ],
    [
      'let seen = 0;\nconst get = async (x) => {\n  const before = seen;\n  await use(x);\n  seen = before + 1;\n};\nfor (const x of xs) «await get(x);',
      /get reads seen, awaits/,
    ],
  ],
  'all at once, but not as p-map does it': [
    ['await Promise.allSettled(xs.map((x) => «get(x)));', /allSettled keeps the outcome/],
    ['await Promise.all(xs.map((x, i, all) => «get(x, all)));', /whole array as its third argument/],
    ['await Promise.all(xs.map(async function (x) { «await get(x); }, this));', /its own this/],
    ['let n = 0;\nxs.forEach(async (x) => { n += 1; «await get(x); });', /code below forEach may count on/],
  ],
  'awaits in a row that depend on each other': [
    ['const a = «await getA();\nconst b = await getB(a);', /await getB\(a\) needs a/],
    ['const a = «await login();\nconst b = await getB();', /may do something that the other call relies on/],
    ['const a = «await read();\nconst b = await read();', /called twice alike/],
    ['const a = «await getA();\nuse(a);\nconst b = await getB();', /stands in no loop/],
  ],
  'the text has changed': [
    ['for (const x of xs) «get(x);', /Line 1 of main\.mjs has no await: the file has changed/],
    ['for («', /cannot be read as source/],
  ],
};

for (const [title, cases] of Object.entries(rows))
  test(`refused: ${title}`, () => {
    for (const [source, reason] of cases) checkRefused('bound-awaits', source, reason);
  });

test('refused: p-map of package.json cannot be required', () => {
  const manifest = { 'package.json': '{ "dependencies": { "p-map": "^7.0.0" } }' };
  checkRefused(
    'bound-awaits',
    'async function f() { for (const x of xs) «await g(x); }',
    /an ES module/,
    'main.cjs',
    manifest,
  );
});

test('refused: a file that is gone, that is of a dependency, or that holds types only', () => {
  checkRefused('bound-awaits', '«await x', /belongs to a dependency/, 'node_modules/x/main.mjs');
  checkRefused('bound-awaits', '«await x', /types only/, 'main.d.ts');
});
