import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneOf, parseArguments, positiveNumber, type Syntax } from '../../../src/profiler/cli/arguments.ts';
import { exitStatus } from '../../../src/profiler/cli/exitStatus.ts';

const run: Syntax = { stopsAtOperand: true, options: { json: 'flag', out: 'value', html: 'file?', size: 'value' } };
const report: Syntax = { ...run, stopsAtOperand: false };

/** `words -> option=value … | operands`, or the start of the complaint after `!`. */
function check(syntax: Syntax, table: string): void {
  for (const line of table.trim().split('\n')) {
    const [words = '', expected = ''] = line.split('->').map((part) => part.trim());
    let result: string;
    try {
      const { options, operands } = parseArguments(words.split(' ').filter(Boolean), syntax);
      result = `${[...options].map(([name, value]) => `${name}=${value}`).join(' ')} | ${operands.join(' ')}`.trim();
    } catch (error) {
      result = `! ${(error as Error).message}`;
      assert.ok(result.startsWith(expected), `${words}: ${result}`);
      continue;
    }
    assert.equal(result, expected, words);
  }
}

test('everything from the program on, or after --, belongs to the program', () => {
  check(
    run,
    `
    a.js                      -> | a.js
    --json a.js --out x       -> json= | a.js --out x
    --json -- a.js --json     -> json= | a.js --json
    --out x a.js              -> out=x | a.js
    --out=x a.js -- b         -> out=x | a.js -- b
    --out= a.js               -> out= | a.js
    -- --odd.js               -> | --odd.js
    -                         -> | -
    --out                     -> ! --out needs a value
    --json=1 a.js             -> ! --json takes no value
    --nonsense a.js           -> ! There is no option --nonsense
    --constructor a.js        -> ! There is no option --constructor
    -x a.js                   -> ! There is no option -x
  `,
  );
});

test('--html takes a file only where it looks like one', () => {
  check(
    run,
    `
    --html a.js               -> html= | a.js
    --html -- a.js            -> html= | a.js
    --html r.html a.js        -> html=r.html | a.js
    --html=out a.js           -> html=out | a.js
  `,
  );
});

test('report takes its options on either side of the capture', () => {
  check(
    report,
    `
    dir --json                -> json= | dir
    --json dir                -> json= | dir
    dir --html x.html         -> html=x.html | dir
  `,
  );
});

test('values are checked, and the complaint names option, expectation and value', () => {
  const given = (text: string) => parseArguments([`--size=${text}`], run);
  assert.equal(positiveNumber(given('0.5'), 'size'), 0.5);
  assert.equal(positiveNumber(given('5'), 'json'), undefined);
  for (const text of ['0', '-1', 'many', '', 'NaN', 'Infinity']) {
    assert.throws(() => positiveNumber(given(text), 'size'), {
      message: new RegExp(`--size takes a number above 0, not "${text}"`),
    });
  }
  const range = { least: 0.5, most: 5 };
  for (const text of ['0.5', '5']) assert.equal(positiveNumber(given(text), 'size', range), Number(text));
  for (const text of ['0.4', '1e99']) {
    assert.throws(() => positiveNumber(given(text), 'size', range), {
      message: new RegExp(`--size takes a number from 0\\.5 to 5, not "${text}"`),
    });
  }
  assert.equal(oneOf(given('b'), 'size', ['a', 'b']), 'b');
  assert.throws(() => oneOf(given('c'), 'size', ['a', 'b']), /--size takes one of a, b, not "c"/);
});

test('the exit status is the program’s own, and 128 + n for a signal', () => {
  assert.equal(exitStatus({ code: 3, signal: null, reason: 'exited' }), 3);
  assert.equal(exitStatus({ code: 0, signal: null, reason: 'stopped' }), 0);
  assert.equal(exitStatus({ code: null, signal: 'SIGINT', reason: 'stopped' }), 130);
  assert.equal(exitStatus({ code: null, signal: 'SIGKILL', reason: 'killed' }), 137);
});
