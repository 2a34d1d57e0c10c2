import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UncaughtError } from '../../../src/profiler/launch/uncaughtError.ts';

function firstLineOf(...chunks: string[]): string | null {
  const error = new UncaughtError();
  for (const chunk of chunks) error.add(new TextEncoder().encode(chunk));
  return error.firstLine();
}
const stack = '    at wrapSafe (node:internal/modules/cjs/loader:1281:20)\n';

test('the line of the error is found in what Node prints last, however it arrives', () => {
  const printed = `/app/x.js:3\n}\n^\n\nSyntaxError: Unexpected token '}'\n${stack}\nNode.js v20.20.2\n`;
  assert.equal(firstLineOf(printed), "SyntaxError: Unexpected token '}'");
  assert.equal(firstLineOf(...printed), "SyntaxError: Unexpected token '}'");
  assert.equal(
    firstLineOf('noise\n'.repeat(10_000), printed.replaceAll('\n', '\r\n')),
    "SyntaxError: Unexpected token '}'",
  );
});

test('codes and names of the program’s own errors are kept', () => {
  assert.equal(
    firstLineOf(`Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'x'\n${stack}\nNode.js v22.1.0\n`),
    "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'x'",
  );
  assert.equal(firstLineOf(`HttpError\n${stack}\nNode.js v24.0.0-rc.1\n`), 'HttpError');
});

test('an error that the program only printed did not end it', () => {
  assert.equal(firstLineOf('TypeError: logged, and went on\n'), null);
  assert.equal(firstLineOf(''), null);
});

test('the top-level await that never settled is found in Node’s warning', () => {
  const error = new UncaughtError();
  const printed =
    'Warning: Detected unsettled top-level await at\nfile:///app/x%20y.mjs:3\nawait new Promise(() => 0);\n^\n\n\n';
  error.add(new TextEncoder().encode(printed));
  assert.deepEqual(error.unsettledAwait(), { url: 'file:///app/x%20y.mjs', line: 3 });
  assert.equal(new UncaughtError().unsettledAwait(), null);
});
