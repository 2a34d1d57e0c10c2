import { parse } from '@babel/parser';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findAwaitSequences } from '../../../src/profiler/capture/awaitSequences.ts';

/** Each piece stands in an async function; the answer: which step needs which, and whether nothing else asks for the order. */
const cases: readonly (readonly [code: string, needs: string | null, isShown?: boolean])[] = [
  ['const user = await ask(id);\nconst basket = await load(id);', '0: | 1:', true],
  ['const user = await ask(`/user/${id}`);\nconst basket = await ask(`/basket/${id}`);', '0: | 1:', true],
  ['const user = await ask(id);\nconst key = user.key;\nconst basket = await load(key);', null],
  ['const a = await one();\nconst b = await two(a);\nconst c = await three();', '0: | 1:0 | 2:', true],
  ['const a = (await one()).length;\nreturn a + (await two());', '0: | 1:', true],
  ['const a = await one();\nreturn a + (await two(a));', null],
  ['const a = await one();\nreturn two(await three(), 5);', '0: | 1:', true],
  ['const { a, b: [c] } = await one();\nconst d = await two(c);', null],
  // Between the steps: effects, an end, a branch.
  ['const a = await one();\nlog(a);\nconst b = await two();', '0: | 1:', false],
  ['const a = await one();\ncount++;\nconst b = await two();', '0: | 1:', false],
  ['const a = await one();\nif (!a) return null;\nconst b = await two();', null],
  ['const a = await one();\nif (a) await two();\nconst b = await three();', null],
  ['const a = await one();\nconst b = flag ? await two() : 0;', null],
  // Awaited for what they do, or of one object.
  ['await save(a);\nawait send(b);', '0: | 1:', false],
  ['const head = await reader.read();\nconst tail = await reader.read();', null],
  ['await store.put(a);\nconst all = await store.list();', null],
  ['const a = await api.user(id);\nconst b = await api.basket(id);', '0: | 1:', false],
  ['let last;\nlast = await one();\nconst b = await two(last);', null],
  ['const a = await one();\nlater(async () => { const b = await two(); });', null],
];

for (const [code, expected, isShown] of cases) {
  test(`${expected ?? 'no sequence'}: ${code.replaceAll('\n', ' ')}`, () => {
    const { program } = parse(`async function run() {\n${code}\n}`, { sourceType: 'module' });
    const [found, ...more] = findAwaitSequences(program);
    assert.equal(more.length, 0);
    const needs = found?.steps.map((step, at) => `${at}:${step.needs.join()}`).join(' | ') ?? null;
    assert.equal(needs, expected);
    assert.equal(found?.isShown, isShown);
  });
}

test('lines are those of whole statements', () => {
  const code = 'const a = await one(\n  1,\n);\nconst b = await two();';
  const { program } = parse(code, { sourceType: 'module' });
  assert.deepEqual(
    findAwaitSequences(program)[0]?.steps.map(({ from, to }) => [from, to]),
    [
      [1, 3],
      [4, 4],
    ],
  );
});
