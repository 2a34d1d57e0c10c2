/** Calls of `fs.promises` that take several operations, one after the other. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../src/profiler/analysis/index.ts';
import { drawCapture } from './drawnCapture.ts';
import { drawOperations, type DrawnOperation } from './drawnOperations.ts';

const reportOf = (operations: DrawnOperation[]) =>
  analyse(drawCapture({ threads: [{ drawing: '..........', times: 100 }], events: drawOperations(operations) }));
const rows = (operations: DrawnOperation[]) =>
  reportOf(operations).io.map(
    ({ operation, location, count, waitMs }) => `${operation}:${location?.line} ${count} ${Math.round(waitMs)} ms`,
  );

/** What one call of `readFile` takes: `begun` is the path of its first operation, `awaited` that of Node's own going on. */
function readFile(from: number, begun: string, awaited: string, weight = 1): DrawnOperation[] {
  const steps = [
    `readFile < ${begun}`,
    `readFileHandle < ${awaited}`,
    `readFileHandle < ${awaited}`,
    `close < ${awaited}`,
  ];
  return steps.map((path, step) => ({ kind: 'fs', path, from: from + step * 5, to: from + step * 5 + 5, weight }));
}

test('a file read by one call is one operation, for its line, its function and the waiting tree', () => {
  const reads = Array.from({ length: 20 }, (_, at) =>
    readFile(at * 40, 'load:12 < await top:30', 'await load:12 < await top:30'),
  ).flat();
  const { io, tasks, waiting } = reportOf(reads);
  assert.deepEqual(
    io.map(({ operation, count, waitMs }) => [operation, count, waitMs]),
    [['readFile', 20, 400]],
  );
  assert.equal(tasks.find(({ name }) => name === 'load')?.count, 20);
  const leaf = waiting?.children.find(({ name }) => name !== '(other)')?.children[0]?.children;
  assert.deepEqual(
    leaf?.map(({ name, count }) => `${name} ${count}`),
    ['readFile 20'],
  );
});

test('one awaited call is not one await after the other', () => {
  const pathOf = (call: string) => `${call} < top:30`;
  const calls = Array.from({ length: 20 }, (_, at) =>
    readFile(at * 40, pathOf('load:12'), pathOf('await load:12')),
  ).flat();
  assert.equal(reportOf(calls).tasks.find(({ name }) => name === 'load')?.awaits, 'single');
});

test('calls that are awaited together on another line are found by what each goes on from', () => {
  const together = [0, 200].flatMap((from) => readFile(from, 'each:6 < all:5 < top:30', 'await all:4 < await top:30'));
  const other = [100, 300].flatMap((from) => readFile(from, 'one:9 < top:31', 'await one:9 < await top:31'));
  assert.deepEqual(rows([...together, ...other].sort((a, b) => a.from - b.from)).sort(), [
    'readFile:6 2 40 ms',
    'readFile:9 2 40 ms',
  ]);
});

test('where others are left out between them, the line tells', () => {
  const few = [0, 200].flatMap((from) => readFile(from, 'load:12 < top:30', 'await load:12 < await top:30', 10));
  assert.deepEqual(rows(few), ['readFile:12 20 400 ms']);
});

test('what the program calls itself after an await stays a call of its own', () => {
  const called: DrawnOperation[] = [
    { kind: 'fs', path: 'stat < load:12 < await top:30', from: 0, to: 100 },
    { kind: 'fs', path: 'unlink < load:13 < await top:30', from: 100, to: 300 },
  ];
  assert.deepEqual(rows(called).sort(), ['stat:12 1 100 ms', 'unlink:13 1 200 ms']);
});
