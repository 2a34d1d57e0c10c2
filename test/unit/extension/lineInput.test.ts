/** Keys in the program's terminal: what the user sees and what the program reads. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LineInput } from '../../../src/extension/run/lineInput.ts';

function typed(...inputs: string[]): { shown: string; read: string; events: string[] } {
  const result = { shown: '', read: '', events: [] as string[] };
  const input = new LineInput({
    echo: (text) => (result.shown += text),
    send: (text) => (result.read += text),
    end: () => result.events.push('end'),
    interrupt: () => result.events.push('interrupt'),
  });
  for (const text of inputs) input.type(text);
  return result;
}

test('a line is shown as it is typed and read when Enter is pressed', () => {
  assert.deepEqual(typed('h', 'i'), { shown: 'hi', read: '', events: [] });
  assert.deepEqual(typed('h', 'i', '\r'), { shown: 'hi\r\n', read: 'hi\n', events: [] });
});

test('pasted lines are read one by one, whatever their ends', () => {
  assert.equal(typed('one\r\ntwo\nthree').read, 'one\ntwo\n');
});

test('backspace takes the last character, and none when there is none', () => {
  assert.deepEqual(typed('a€', '\x7f', '\x7f', '\x7f', 'b\r'), { shown: 'a€\b \b\b \bb\r\n', read: 'b\n', events: [] });
});

test('control-U clears the line', () => {
  assert.equal(typed('wrong\x15right\r').read, 'right\n');
});

test('control-D ends the input on an empty line, and hands over a line that is not', () => {
  assert.deepEqual(typed('\x04'), { shown: '', read: '', events: ['end'] });
  assert.deepEqual(typed('ab\x04'), { shown: 'ab', read: 'ab', events: [] });
});

test('control-C interrupts and drops the line', () => {
  assert.deepEqual(typed('half\x03\r'), { shown: 'half^C\r\n', read: '\n', events: ['interrupt'] });
});

test('arrows and function keys do nothing', () => {
  assert.deepEqual(typed('\x1b[A', '\x1bOP', '\x1b[1;5C', 'x\r'), { shown: 'x\r\n', read: 'x\n', events: [] });
});
