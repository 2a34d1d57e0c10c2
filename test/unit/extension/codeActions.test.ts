/** What the language server offers at a line. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionsAt } from '../../../src/extension/languageServer/codeActions.ts';
import { awaitsInLoops } from '../../../src/extension/languageServer/serialAwaits.ts';
import type { Recommendation, Report, Task } from '../../../src/profiler/report.ts';

const file = '/project/orders.js';
const text = `async function fetchOrders(ids) {
  for (const id of ids) {
    await fetchOrder(id);
    await Promise.all(ids.map(async (one) => { await note(one); }));
  }
  await done();
}
async function* read(lines) {
  for await (const line of lines) yield line;
}
`;

const task = (line: number, awaits: Task['awaits']) => ({ location: { file, line, column: 1 }, awaits }) as Task;
const bounded = {
  id: 'async-bounded',
  title: 'Keep 14 calls of fetchOrder in flight',
  model: 'async',
  size: 14,
  target: { name: 'fetchOrders', location: { file, line: 1, column: 1 } },
  action: { kind: 'bound-awaits', location: { file, line: 3, column: 5 }, limit: 14 },
} as Recommendation;

const reportOf = (recommendations: Recommendation[], tasks: Task[]) =>
  ({ recommendations, tasks }) as unknown as Report;
const at = (report: Report, line: number) =>
  actionsAt(
    report,
    { first: line, last: line },
    (one) => one === file,
    () => awaitsInLoops(text, file),
  );

test('awaits in loops are found with the function that they stand in, those of inner functions not', () => {
  assert.deepEqual(
    awaitsInLoops(text, file).map(({ line, functionLine }) => [line, functionLine]),
    [
      [3, 1],
      [4, 1],
    ],
  );
  assert.deepEqual(awaitsInLoops('for (;;) await (', file), []);
  assert.deepEqual(
    awaitsInLoops('for (const x of y) await x;', file).map(({ functionLine }) => functionLine),
    [null],
  );
});

test('a recommendation is offered on the line that changes and on the function that it is about, nowhere else', () => {
  const report = reportOf([bounded], []);
  for (const line of [1, 3]) {
    assert.deepEqual(at(report, line), [
      {
        title: 'Keep 14 calls of fetchOrder in flight…',
        action: bounded.action,
        apply: { recommendationId: 'async-bounded' },
      },
    ]);
  }
  assert.deepEqual(at(report, 6), []);
  assert.deepEqual(at(reportOf([{ ...bounded, action: null }], []), 3), []);
});

test('an await in a loop that was measured serial though independent is offered too, once', () => {
  const report = reportOf([bounded], [task(1, 'serial-independent')]);
  assert.equal(at(report, 3).length, 1, 'the recommendation covers it');
  const [offered] = at(report, 4);
  assert.match(offered?.title ?? '', /at Most 14 at a Time/);
  assert.deepEqual(offered?.apply, {
    action: { kind: 'bound-awaits', location: { file, line: 4, column: 5 }, limit: 14 },
  });
});

test('awaits that may need each other, and code of other files, are left alone', () => {
  assert.deepEqual(at(reportOf([], [task(1, 'serial')]), 3), []);
  const elsewhere = { ...task(1, 'serial-independent'), location: { file: '/project/other.js', line: 1, column: 1 } };
  assert.deepEqual(at(reportOf([], [elsewhere]), 3), []);
});
