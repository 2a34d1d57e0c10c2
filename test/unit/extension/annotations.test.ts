/** Lenses and hovers, from a report. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { indexByFile, type FileAnnotations } from '../../../src/extension/languageServer/annotationIndex.ts';
import { hoverText } from '../../../src/extension/languageServer/hover.ts';
import { lensesOf } from '../../../src/extension/languageServer/lenses.ts';
import { isMeasuredText } from '../../../src/extension/languageServer/staleness.ts';
import type { HotFunction, Report } from '../../../src/profiler/report.ts';

const app = '/project/app.js';
const link = 'command:open';

function hot(name: string, line: number, numbers: Partial<HotFunction> = {}): HotFunction {
  return {
    name,
    location: { file: app, line, column: 1 },
    selfMs: 120,
    totalMs: 310,
    selfShare: 120 / 740,
    totalShare: 0.42,
    calls: null,
    category: 'user',
    lines: [],
    ...numbers,
  };
}

/** The parts of a report that annotations read. */
function reportOf(hotFunctions: HotFunction[]): Report {
  return {
    run: { wallMs: 740 },
    verdict: { class: 'cpu-bound' },
    hotFunctions,
    sources: [{ file: app, sha256: 'hash' }],
  } as unknown as Report;
}

const same = (file: string) => file;
function annotated(hotFunctions: HotFunction[]): { report: Report; annotations: FileAnnotations } {
  const report = reportOf(hotFunctions);
  const annotations = indexByFile(report, same).get(app);
  assert.ok(annotations);
  return { report, annotations };
}
const lensTexts = (hotFunctions: HotFunction[]) => {
  const { report, annotations } = annotated(hotFunctions);
  return lensesOf(annotations, report.verdict).map(({ line, text }) => `${line}: ${text}`);
};

test('a lens tells self, total, share and the class of the program', () => {
  assert.deepEqual(lensTexts([hot('work', 7)]), ['7: Self 120 ms · Total 310 ms · 42 % · CPU-bound program']);
});

test('lenses come in order of their lines; functions that share a line are named, the larger first', () => {
  assert.deepEqual(
    lensTexts([hot('last', 9), hot('inner', 3, { totalMs: 5 }), hot('outer', 3)]).map((text) => text.split(' · ')[0]),
    ['3: outer: Self 120 ms', '3: inner: Self 120 ms', '9: Self 120 ms'],
  );
});

test('functions that do not matter and code of others get no lens', () => {
  assert.deepEqual(lensTexts([hot('rare', 1, { totalShare: 0.004 }), hot('dep', 2, { category: 'dependency' })]), []);
});

test('the code outside of all functions is named, since the first line does not tell it', () => {
  assert.match(lensTexts([hot('(top level)', 1)])[0] ?? '', /^1: \(top level\): Self 120 ms/);
});

test('a callback without a name gets a lens only where it weighs something, and the lens says whose it is', () => {
  assert.deepEqual(lensTexts([hot('(anonymous)', 4, { totalShare: 0.049 })]), []);
  assert.match(lensTexts([hot('(anonymous)', 4, { totalShare: 0.05 })])[0] ?? '', /^4: \(anonymous\): Self 120 ms/);
});

test('too little data leaves out the class, not the numbers', () => {
  const { report, annotations } = annotated([hot('work', 7)]);
  const lenses = lensesOf(annotations, { ...report.verdict, class: 'insufficient-data' });
  assert.deepEqual(lenses, [{ line: 7, text: 'Self 120 ms · Total 310 ms · 42 %' }]);
  const text = hoverText(
    annotations,
    7,
    { ...report, verdict: { ...report.verdict, class: 'insufficient-data' } },
    link,
  );
  assert.match(text ?? '', /too little data/);
});

test('what has no file is not annotated', () => {
  const files = indexByFile(reportOf([hot('gc', 1, { location: null, category: 'gc' })]), same);
  assert.equal(files.size, 0);
});

test('a hover at the declaration explains self and total', () => {
  const { report, annotations } = annotated([hot('work', 7, { calls: 12_345 })]);
  const text = hoverText(annotations, 7, report, link) ?? '';
  assert.match(text, /\*\*`work`\*\*/);
  assert.match(text, /\| Self \| 120 ms/);
  assert.match(text, /\| Total \| 310 ms .*42 % of the run/);
  assert.match(text, /\| Calls \| 12,345 \|/);
  assert.match(text, /CPU-bound program · \[Open the report\]\(command:open\)/);
});

test('a hover on a line inside tells the time of that line, over all functions', () => {
  const { report, annotations } = annotated([
    hot('one', 1, { lines: [{ line: 4, selfMs: 30 }] }),
    hot('two', 2, { lines: [{ line: 4, selfMs: 44 }] }),
  ]);
  const text = hoverText(annotations, 4, report, link) ?? '';
  assert.match(text, /This line: \*\*74 ms\*\* self, 10 % of the run/);
  assert.equal(hoverText(annotations, 5, report, link), null);
});

test('a name cannot break out of its code span', () => {
  const { report, annotations } = annotated([hot('a`](command:evil)', 1)]);
  assert.match(hoverText(annotations, 1, report, link) ?? '', /^\*\*`` a`\]\(command:evil\) ``\*\*/);
});

test('numbers hold for the very text that was measured, a byte order mark aside', () => {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const source = 'work();\r\n';
  assert.ok(isMeasuredText(source, hash(source)));
  assert.ok(isMeasuredText(source, hash(`\ufeff${source}`)));
  assert.ok(!isMeasuredText(`${source} `, hash(source)));
  assert.ok(!isMeasuredText(source, null));
});
