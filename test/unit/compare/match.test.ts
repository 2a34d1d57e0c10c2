import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchRows, type Place } from '../../../src/profiler/compare/match.ts';

/** `name file:line`, a row a line; an anonymous function has no name but `-`. */
const parse = (text: string): string[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim());

function placeOf(row: string): Place {
  const [, name = '', file = '', line = '0'] = /^(\S+) (\S+):(\d+)$/.exec(row) ?? [];
  return {
    name: name === '-' ? '' : name,
    kind: 'user',
    location: { file, line: Number(line), column: 1 },
    isNamed: name !== '-',
  };
}

/** Expected: `before -> after`, `gone`, `new`, with `moved` behind what is in another file. */
function checkPairs(before: string, after: string, expected: string, cwds = ['/app', '/app']): void {
  const [one = '', other = ''] = cwds;
  const pairs = matchRows({ rows: parse(before), cwd: one }, { rows: parse(after), cwd: other }, placeOf).map((pair) =>
    pair.after === null
      ? `${pair.before} gone`
      : pair.before === null
        ? `${pair.after} new`
        : `${pair.before} -> ${pair.after}${pair.hasMoved ? ' moved' : ''}`,
  );
  assert.deepEqual(pairs.sort(), parse(expected).sort());
}

test('a name in its file is the same function wherever its line went', () =>
  checkPairs('parse /app/a.js:10', 'parse /app/a.js:95', 'parse /app/a.js:10 -> parse /app/a.js:95'));

test('a project that was copied matches by paths from its folder', () =>
  checkPairs('parse /old/src/a.js:10', 'parse /new/src/a.js:12', 'parse /old/src/a.js:10 -> parse /new/src/a.js:12', [
    '/old',
    '/new/',
  ]));

test('functions of one name follow the lines that moved around them', () =>
  checkPairs(
    `named /app/a.js:5
     - /app/a.js:10
     - /app/a.js:30`,
    `named /app/a.js:25
     - /app/a.js:30
     - /app/a.js:38
     - /app/a.js:50`,
    `named /app/a.js:5 -> named /app/a.js:25
     - /app/a.js:10 -> - /app/a.js:30
     - /app/a.js:30 -> - /app/a.js:50
     - /app/a.js:38 new`,
  ));

test('without anything to go by, as many as before keep their order', () =>
  checkPairs(
    `- /app/a.js:10
     - /app/a.js:12`,
    `- /app/a.js:12
     - /app/a.js:14`,
    `- /app/a.js:10 -> - /app/a.js:12
     - /app/a.js:12 -> - /app/a.js:14`,
  ));

test('a function that was taken out into another file is found by its name', () =>
  checkPairs(
    'resample /app/main.js:10',
    'resample /app/resample.worker.js:1',
    'resample /app/main.js:10 -> resample /app/resample.worker.js:1 moved',
  ));

test('several of one name elsewhere, and functions without a name, are never taken for each other', () =>
  checkPairs(
    `get /app/a.js:1
     - /app/a.js:7`,
    `get /app/b.js:1
     get /app/c.js:1
     - /app/b.js:7`,
    `get /app/a.js:1 gone
     - /app/a.js:7 gone
     get /app/b.js:1 new
     get /app/c.js:1 new
     - /app/b.js:7 new`,
  ));
