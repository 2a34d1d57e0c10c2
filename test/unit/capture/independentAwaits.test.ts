import { parse } from '@babel/parser';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findIndependentAwaits } from '../../../src/profiler/capture/independentAwaits.ts';

/** Each loop stands in an async function; the answer is whether its await needs no other. */
const cases: readonly (readonly [code: string, isIndependent: boolean])[] = [
  ['for (const item of items) total += await price(item);', true],
  ['for (const { id } of rows) { const user = await load(id); list.push(user); }', true],
  ['for (let i = 0; i < n; i++) await save(rows[i]);', true],
  ['for (const item of items) { const url = base + item; await fetch(url); }', true],
  ['for (const item of items) { const a = await first(item); await second(a); }', true],
  ['for (const item of items) await store.put(item, (error) => log(error));', true],
  ['for (const item of items) last = await step(last, item);', false],
  ['for (const item of items) { state.at = await step(state, item); }', false],
  ['for (const item of items) { if (await has(item)) break; }', false],
  ['for (const item of items) { if (await has(item)) return item; }', false],
  ['for (const _ of items) await reader.read();', false],
  ['for (let page = 1; page; ) page = await next(page);', false],
  ['while (more) more = await next(more);', false],
  ['for await (const chunk of stream) await write(chunk);', false],
  ['for (const item of items) later(async () => { await price(item); });', false],
];

for (const [code, isIndependent] of cases) {
  test(`${isIndependent ? 'independent' : 'not known to be independent'}: ${code}`, () => {
    const tree = parse(`async function run() {\n${code}\n}`, { sourceType: 'module' });
    assert.equal(findIndependentAwaits(tree.program).includes(2), isIndependent);
  });
}
