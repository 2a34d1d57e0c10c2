/** Everything that prints tables, in a terminal of 40 columns: what is wider is broken by the terminal, also inside numbers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderComparison } from '../../../src/profiler/cli/renderComparison.ts';
import { renderReport } from '../../../src/profiler/cli/renderReport.ts';
import { lookOf, type Look } from '../../../src/profiler/cli/terminal.ts';
import { renderTrial } from '../../../src/profiler/cli/trial/renderTrial.ts';
import { sampleComparison } from '../../browser/sampleComparison.ts';
import { sampleReport } from '../../browser/sampleReport.ts';
import { sampleTrial } from '../../browser/sampleTrial.ts';

const narrow: Look = { width: 40, colour: false, unicode: true };
const wide: Look = { ...narrow, width: 120 };
const cwd = '/home/ada/thumbnails';
const texts: Record<string, (look: Look) => string> = {
  report: (look) => renderReport(sampleReport(), look, { captureDir: '/c', htmlFile: null }),
  comparison: (look) => renderComparison(sampleComparison(), look, cwd),
  trial: (look) => renderTrial(sampleTrial(), look, cwd),
};

test('a terminal of 40 columns is taken as what it is', () => {
  assert.equal(lookOf({ isTTY: true, columns: 40 }, {}).width, 40);
});

for (const [name, render] of Object.entries(texts)) {
  test(`${name}: every line fits into 40 columns`, () => {
    for (const line of render(narrow).split('\n')) assert.ok([...line].length <= 40, `${[...line].length}: ${line}`);
  });

  test(`${name}: every quantity is one that the wide text has too`, () => {
    // A number with its unit; one that was cut would differ.
    const quantities = (text: string) =>
      text.replace(/\s+/g, ' ').match(/\d[\d.,]*(?:×| (?:%|µs|ms|s|[kMGT]?B)(?![\p{L}]))/gu) ?? [];
    const all = new Set(quantities(render(wide)));
    const shown = quantities(render(narrow));
    assert.ok(shown.length > 10, 'there are numbers');
    assert.deepEqual(
      shown.filter((one) => !all.has(one)),
      [],
    );
  });
}
