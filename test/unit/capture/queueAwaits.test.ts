import { parse } from '@babel/parser';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findIndependentAwaits } from '../../../src/profiler/capture/independentAwaits.ts';
import { findQueueAwaits } from '../../../src/profiler/capture/queueAwaits.ts';

/** On one line of an async function: whether the await works off a list that grows meanwhile. */
const cases: readonly (readonly [code: string, isOfQueue: boolean])[] = [
  ['while (queue.length > 0) { const text = await ask(queue.shift()); queue.push(...linksIn(text)); }', true],
  ['while (this.open.size) { const a = await get(this.open.pop()); a.forEach((b) => this.open.add(b)); }', true],
  ['for (const url of urls) { const text = await ask(url); for (const link of linksIn(text)) urls.push(link); }', true],
  ['for (let i = 0; i < urls.length; i++) { urls.push(...(await ask(urls[i]))); }', true],
  ['for (;;) { const url = stack.pop(); if (!url) break; stack.push(...(await ask(url))); }', true],
  ['let url; while ((url = queue.shift())) { queue.push(await ask(url)); }', true],
  ['while (queue.length > 0) { await ask(queue.shift()); }', false],
  ['while (found.length < 10) { found.push(await ask(found.length)); }', false],
  ['for (const url of urls) { texts.push(await ask(url)); }', false],
  ['for (const url of urls) { later(async () => { await ask(url); urls.push(1); }); }', false],
];

for (const [code, isOfQueue] of cases) {
  test(`${isOfQueue ? 'of a growing list' : 'not of a growing list'}: ${code}`, () => {
    const { program } = parse(`async function run() {\n${code}\n}`, { sourceType: 'module' });
    assert.equal(findQueueAwaits(program).includes(2), isOfQueue);
    // Handing the list over as it is now would leave out what is added to it.
    if (isOfQueue) assert.deepEqual(findIndependentAwaits(program), []);
  });
}
