import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HotFunction } from '../../../../src/profiler/report.ts';
import { filterRows, parseFilter } from '../../../../src/webview/table/filterRows.ts';
import { rowWindow, scrollToRow } from '../../../../src/webview/table/rowWindow.ts';
import { lineDetails, plainColumns, pstatsColumns } from '../../../../src/webview/table/functionColumns.ts';
import { nextSort, sortRows } from '../../../../src/webview/table/sortRows.ts';
import { tableRows } from '../../../../src/webview/table/tableRows.ts';

const row = (
  name: string,
  selfMs: number,
  totalMs: number,
  calls: number | null,
  file: string | null,
  category: HotFunction['category'] = 'user',
): HotFunction => ({
  name,
  location: file === null ? null : { file, line: 10, column: 1 },
  selfMs,
  totalMs,
  selfShare: 0,
  totalShare: 0,
  calls,
  category,
  lines: [
    { line: 3, selfMs: 1 },
    { line: 9, selfMs: 4 },
  ],
});
const rows = [
  row('parse', 50, 60, 1000, '/app/parse10.js'),
  row('Read', 30, 90, 2, '/app/parse9.js'),
  row('gc', 10, 10, null, null, 'gc'),
];
const names = (sorted: readonly HotFunction[]) => sorted.map(({ name }) => name).join(' ');

const columns = [...plainColumns, ...pstatsColumns];
const columnOf = (key: string) => {
  const column = columns.find((one) => one.key === key);
  assert.ok(column, key);
  return column;
};

const orders: readonly [key: string, descending: boolean, string][] = [
  ['self', true, 'parse Read gc'],
  ['self', false, 'gc Read parse'],
  ['total', true, 'Read parse gc'],
  ['calls', true, 'parse Read gc'],
  ['selfPerCall', true, 'Read parse gc'],
  ['totalPerCall', true, 'Read parse gc'],
  ['name', false, 'gc parse Read'],
  ['location', false, 'Read parse gc'],
  ['category', false, 'gc parse Read'],
];
for (const [key, descending, expected] of orders)
  test(`sorted by ${key}, ${descending ? 'largest' : 'least'} first`, () => {
    assert.equal(names(sortRows(rows, columns, { key, descending })), expected);
  });

test('sorting leaves the report alone, and equal rows in its order', () => {
  const equal = [row('x', 1, 1, 1, null), row('y', 1, 1, 1, null)];
  assert.equal(names(sortRows(equal, columns, { key: 'self', descending: true })), 'x y');
  sortRows(rows, columns, { key: 'name', descending: false });
  assert.equal(names(rows), 'parse Read gc');
});

test('a second press turns the order round, another column starts with what one looks for', () => {
  assert.deepEqual(nextSort({ key: 'self', descending: true }, columnOf('self'), rows), {
    key: 'self',
    descending: false,
  });
  assert.deepEqual(nextSort({ key: 'self', descending: true }, columnOf('total'), rows), {
    key: 'total',
    descending: true,
  });
  assert.deepEqual(nextSort({ key: 'self', descending: true }, columnOf('name'), rows), {
    key: 'name',
    descending: false,
  });
});

const filters: readonly [string, onlyMine: boolean, string][] = [
  ['', false, 'parse Read gc'],
  ['  ', true, 'parse Read'],
  ['READ', false, 'Read'],
  ['parse9', false, 'Read'],
  ['/^p/', false, 'parse'],
  ['/^r/i', false, 'Read'],
  ['/', false, 'parse Read'],
  ['/(/', false, 'parse Read gc'],
];
for (const [text, onlyMine, expected] of filters)
  test(`the filter "${text}"${onlyMine ? ', only my code,' : ''} leaves ${expected}`, () => {
    const mine = onlyMine ? rows.filter(({ category }) => category === 'user') : rows;
    const texts = ({ name, location }: HotFunction) => [name, location?.file];
    assert.equal(names(filterRows(mine, parseFilter(text), texts)), expected);
  });

test('an expression that does not compile says so', () => {
  assert.equal(parseFilter('/(/').kind, 'invalid');
});

test('only the rows in sight and a few beyond exist', () => {
  const { first, last } = rowWindow(24_000, 480, 24, 10_000);
  assert.ok(first <= 1000 && first > 980 && last >= 1020 && last < 1040);
  assert.deepEqual(rowWindow(0, 480, 24, 3), { first: 0, last: 3 });
  // The list got shorter than where it was scrolled to.
  assert.deepEqual(rowWindow(24_000, 480, 24, 3), { first: 3, last: 3 });
});

test('a row comes into sight by the shortest way', () => {
  assert.equal(scrollToRow(5, 0, 240, 24), 0);
  assert.equal(scrollToRow(10, 0, 240, 24), 24);
  assert.equal(scrollToRow(2, 240, 240, 24), 48);
});

test('open functions show their lines below them, hottest first', () => {
  const [first, second] = rows as [HotFunction, HotFunction];
  const shown = tableRows([first, second], new Set([first]), lineDetails).map(
    ({ item, detail }) => detail?.label ?? item.name,
  );
  assert.deepEqual(shown, ['parse', 'line 9', 'line 3', 'Read']);
});

test('a key of no column leaves the order of the report', () => {
  assert.equal(names(sortRows(rows, columns, { key: '', descending: true })), 'parse Read gc');
});
