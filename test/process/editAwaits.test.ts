/** Edits of awaits, applied to real projects: the same output, and as many calls in flight as was promised. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { applyToDisk, makeProject, planMarked, runProgram, typeCheck } from './editedProject.ts';

/** Answers come out of order, later items sooner, so that a lost order shows. */
const service = (types: boolean) => `
let open = 0${types ? ' as number' : ''};
let most = 0${types ? ' as number' : ''};
async function price(id${types ? ': number' : ''})${types ? ': Promise<{ id: number; amount: number; ok: boolean }>' : ''} {
  open += 1;
  most = Math.max(most, open);
  await new Promise((resolve) => setTimeout(resolve, id % 4 === 0 ? 4 : 1));
  open -= 1;
  return { id, amount: id / 10, ok: id % 3 !== 0 };
}
const unlimited = () => most;
`;

const ids = 'Array.from({ length: 12 }, (_, id) => id)';

/** Bodies of a function of `ids`; each returns what is printed. */
const bodies: Readonly<Record<string, string>> = {
  collect: `const all = [];\n  for (const id of ids) all.push(«await price(id));\n  return all;`,
  collectBlock: `const all = [];\n  for (const id of ids) {\n    const { amount } = «await price(id); // the amount\n    all.push(amount * 2);\n  }\n  return all;`,
  counting: `const all = [];\n  for (let i = 1; i <= ids.length - 1; i += 2) {\n    all[i] = «await price(ids[i]);\n  }\n  return all;`,
  sum: `let text = '';\n  for (const id of ids) text += («await price(id)).amount + ' ';\n  return text;`,
  floatSum: `let sum = 0.1;\n  for (const id of ids) {\n    const { amount } = «await price(id);\n    sum += amount;\n  }\n  return sum;`,
  map: `const byId = new Map();\n  for (const id of ids) byId.set(id % 5, «await price(id));\n  return [...byId];`,
  object: `const byName = {};\n  for (const id of ids) {\n    const row = «await price(id);\n    byName['n' + (id % 7)] = row;\n  }\n  return byName;`,
  skipping: `const good = [];\n  for (const id of ids) {\n    if (id === 5) continue;\n    const row = «await price(id);\n    if (row.ok) good.push(row);\n  }\n  return good;`,
  fanOut: `return Promise.all(ids.map(async (id, index) => {\n    const row = «await price(id);\n    return [index, row];\n  }));`,
  sideBySide: `const all = [];\n  for (const id of ids) {\n    const row = { id };\n    row.first = «await price(id);\n    row.second = await price(id + 1);\n    all.push(row);\n  }\n  return all;`,
  nested: `const all = [];\n  outer: for (const id of ids) {\n    let left = 2;\n    while (left > 0) {\n      const row = «await price(id + left);\n      if (!row.ok) continue outer;\n      left -= row.id >= 0 ? 1 : 2;\n    }\n    all.push(id);\n  }\n  return all;`,
  failing: `try {\n    const all = [];\n    for (const id of ids) {\n      const row = «await price(id);\n      all.push(row.amount.toFixed(1 / (id < 50)));\n    }\n    return all;\n  } catch (error) {\n    return String(error);\n  }`,
};

const main = (body: string) => `${service(false)}
async function work(ids) {
  ${body}
}
`;
const ending = `work(${ids}).then((result) => {
  console.log(JSON.stringify(result));
  console.error(unlimited());
});
`;

const kinds = [
  { title: 'ES module', name: 'main.mjs', extra: 'export { work };\n', range: '^7.0.3' },
  { title: 'CommonJS', name: 'main.js', extra: 'module.exports = { work };\n', range: '^4.0.0' },
] as const;

for (const { title, name, extra, range } of kinds)
  for (const [what, body] of Object.entries(bodies))
    test(`${title}, ${what}: the same output with 4 calls in flight`, async (context) => {
      const program = main(body) + ending + extra;
      const folder = makeProject(context, { [name]: program, 'package.json': '{\n  "name": "sample"\n}\n' });
      const plan = planMarked(folder, name, 'bound-awaits');
      const before = await runProgram(folder, name);
      applyToDisk(plan, folder);
      const after = await runProgram(folder, name);
      assert.equal(after.output, before.output);
      assert.equal(after.mostInFlight, 4);
      // Only the fan-out had more of them before.
      assert.equal(before.mostInFlight, what === 'fanOut' ? 12 : 1);
      const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as object;
      assert.deepEqual(manifest, { name: 'sample', dependencies: { 'p-map': range } });
    });

test('awaits in a row: the same output with both in flight', async (context) => {
  const body = `const first = «await price(4);\n  const { amount } = await price(ids.length);\n  return [first, amount];`;
  const folder = makeProject(context, { 'main.mjs': main(body) + ending });
  const plan = planMarked(folder, 'main.mjs', 'bound-awaits');
  const before = await runProgram(folder, 'main.mjs');
  applyToDisk(plan, folder);
  assert.deepEqual(await runProgram(folder, 'main.mjs'), { output: before.output, mostInFlight: 2 });
});

const typed: Readonly<Record<string, string>> = {
  collect: `const all: Price[] = [];\n  for (const id of ids) {\n    all.push(«await price(id));\n  }\n  return all;`,
  skipping: `const good: number[] = [];\n  for (const id of ids) {\n    if (id === 5) continue;\n    const row = «await price(id);\n    if (row.ok) good.push(row.amount);\n  }\n  return good;`,
  map: `const byId = new Map<number, Price>();\n  for (const id of ids) byId.set(id, «await price(id));\n  return [...byId];`,
  fanOut: `return await Promise.all(ids.map(async (id): Promise<[number, Price]> => [id, «await price(id)]));`,
  sum: `let sum: number = 0;\n  for (let i = 0; i < ids.length; i++) sum += («await price(ids[i]!)).amount;\n  return sum;`,
};

const typedProgram = (body: string) => `import assert from 'node:assert';
type Price = Awaited<ReturnType<typeof price>>;
${service(true)}
export async function work(ids: readonly number[]) {
  ${body}
}
const unused: Price | null = null;
assert.equal(unused, null);
${ending}`;

for (const module of ['nodenext', 'commonjs'] as const)
  test(`TypeScript as ${module}: types still hold, the same output`, async (context) => {
    const type = module === 'nodenext' ? ',\n  "type": "module"' : '';
    const names = Object.keys(typed).map((what) => `${what}.ts`);
    const folder = makeProject(context, {
      'package.json': `{\n  "name": "sample"${type}\n}\n`,
      ...Object.fromEntries(Object.entries(typed).map(([what, body]) => [`${what}.ts`, typedProgram(body)])),
    });
    for (const name of names) {
      const plan = planMarked(folder, name, 'bound-awaits');
      const before = await runProgram(folder, name);
      applyToDisk(plan, folder);
      assert.deepEqual(await runProgram(folder, name), { output: before.output, mostInFlight: 4 });
    }
    assert.equal(await typeCheck(folder, names, module), '');
  });
