import { parse } from '@babel/parser';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findIndependentAwaits } from '../../../src/profiler/capture/independentAwaits.ts';
import { findUndecidedAwaits } from '../../../src/profiler/capture/undecidedAwaits.ts';

type Answer = 'independent' | 'undecided' | 'dependent';

/** Each loop stands in an async function, on one line. */
const cases: readonly (readonly [code: string, answer: Answer])[] = [
  ['for (const item of items) total += await price(item);', 'independent'],
  [
    'for await (const line of lines) { batch.push(line); if (batch.length > 9) { sum += await insert(batch); batch = []; } }',
    'undecided',
  ],
  [
    'while (queue.length > 0) { const url = queue.shift(); const text = await ask(url); queue.push(...linksIn(text)); }',
    'undecided',
  ],
  ['while (true) { const job = take(); await handle(job); }', 'undecided'],
  ['for (const id of ids) { const found = await load(id); if (ready) break; }', 'undecided'],
  ['for (const id of ids) { if (await has(id)) break; }', 'dependent'],
  ['while (more) more = await next(more);', 'dependent'],
  ['for (let turn = 0; turn < 9; turn++) page = await ask(page);', 'dependent'],
  ['for (let turn = 0; turn < 9; turn++) { const next = page; page = await ask(next); }', 'dependent'],
  ['for (;;) { const { done, value } = await reader.read(); if (done) break; }', 'dependent'],
  ['while (running) await sleep(50);', 'dependent'],
  ['for (const url of mirrors) { try { return await load(url); } catch {} }', 'dependent'],
  ['for (const host of hosts) { try { await connect(host); break; } catch {} }', 'dependent'],
  ['do { page = await load(url); url = page.next; } while (url);', 'dependent'],
];

for (const [code, answer] of cases) {
  test(`${answer}: ${code}`, () => {
    const { program } = parse(`async function run() {\n${code}\n}`, { sourceType: 'module' });
    const independent = findIndependentAwaits(program);
    const isUndecided = findUndecidedAwaits(program, independent).includes(2);
    assert.equal(independent.includes(2) ? 'independent' : isUndecided ? 'undecided' : 'dependent', answer);
  });
}
