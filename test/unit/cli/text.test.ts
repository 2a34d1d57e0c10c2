import assert from 'node:assert/strict';
import { test } from 'node:test';
import { budgetBar, budgetLegend, lengthsOf } from '../../../src/profiler/cli/budgetBar.ts';
import { bullet, clip, clipPath, table, wrap } from '../../../src/profiler/cli/layout.ts';
import { progressText } from '../../../src/profiler/cli/progressText.ts';
import { bytes, duration, percent, quantity } from '../../../src/profiler/cli/quantities.ts';
import { StatusBar } from '../../../src/profiler/cli/statusBar.ts';
import { lookOf, paintFor } from '../../../src/profiler/cli/terminal.ts';

const plain = paintFor({ width: 80, colour: false, unicode: true });

test('durations keep about three digits in the unit that fits', () => {
  const cases: [number, string][] = [
    [0, '0.00 ms'],
    [0.0042, '4.2 µs'],
    [0.5, '0.50 ms'],
    [12.34, '12.3 ms'],
    [99.96, '100 ms'],
    [999.4, '999 ms'],
    [999.6, '1.00 s'],
    [59_990, '59.99 s'],
    [59_996, '1 min 00 s'],
    [125_400, '2 min 05 s'],
  ];
  for (const [ms, text] of cases) assert.equal(duration(ms), text);
});

test('bytes, shares and other quantities', () => {
  assert.deepEqual([0, 999, 1000, 999_600, 123_400_000, -2_000_000].map(bytes), [
    '0 B',
    '999 B',
    '1.0 kB',
    '1.0 MB',
    '123 MB',
    '-2.0 MB',
  ]);
  assert.deepEqual([0, 0.001, 0.005, 0.5, 0.996, 1].map(percent), ['0 %', '<1 %', '1 %', '50 %', '>99 %', '100 %']);
  assert.equal(quantity(0.25, 'share'), '25 %');
  assert.equal(quantity(1.5, 'cores'), '1.50 cores');
  assert.equal(quantity(12_345, 'count'), '12,345');
  assert.equal(quantity(3, 'requests'), '3 requests');
});

test('text breaks at blanks, never between a number and its unit', () => {
  assert.deepEqual(wrap('one two three', 8), ['one two', 'three']);
  assert.deepEqual(wrap('takes about 12 % here', 14), ['takes about', '12 % here']);
  assert.deepEqual(wrap('for 12 min 34 s in all', 12), ['for', '12 min 34 s', 'in all']);
  assert.deepEqual(wrap('tried 2: 204/s, 4: 289/s', 17), ['tried 2: 204/s,', '4: 289/s']);
  assert.deepEqual(wrap('a 5 should break', 4), ['a 5', 'should', 'break']);
  assert.deepEqual(wrap('averyverylongword b', 5), ['averyverylongword', 'b']);
  assert.deepEqual(wrap('', 5), []);
  assert.deepEqual(bullet('•', 'one two three', 12), ['  • one two', '    three']);
});

test('what is too long is cut where it tells least', () => {
  assert.equal(clip('abcdef', 4, '…'), 'abc…');
  assert.equal(clip('abc', 3, '…'), 'abc');
  assert.equal(clipPath('/home/me/project/src/app.js:12', 20, '…'), '…/src/app.js:12');
  assert.equal(clipPath('/home/me/averyveryverylongname.js:12', 12, '…'), '…gname.js:12');
  assert.equal(clipPath('app.js:1', 20, '…'), 'app.js:1');
});

test('a table lines up, and its growing columns share what is left', () => {
  const rows = table(
    [
      { title: 'n', align: 'right' },
      { title: 'name', align: 'left', grows: 1, cut: 'end' },
      { title: 'at', align: 'left', grows: 1, cut: 'path' },
    ],
    [
      ['1', 'short', '/a/b.js:1'],
      ['22', 'a name that is far too long', '/a/long/path/to/b.js:1'],
    ],
    { width: 40, ellipsis: '…', paint: plain },
  );
  assert.deepEqual(rows, [
    '   n  name              at',
    '   1  short             /a/b.js:1',
    '  22  a name that is …  …/path/to/b.js:1',
  ]);
  assert.ok(rows.every((row) => row.length <= 40));
});

test('where a line is too short, columns give way by their rank, and labels go on below', () => {
  const columns = [
    { title: '', align: 'left', grows: 1, room: 10, cut: 'wrap' },
    { title: 'before', align: 'right', rank: 1 },
    { title: 'after', align: 'right' },
    { title: 'empty', align: 'right', rank: 0 },
  ] as const;
  const rows = [['Main thread computing', '1,234.5 ms', '999.9 ms', '']];
  const shown = (width: number) => table(columns, rows, { width, ellipsis: '…', paint: plain });
  assert.deepEqual(shown(80), [
    '                             before     after',
    '  Main thread computing  1,234.5 ms  999.9 ms',
  ]);
  assert.deepEqual(shown(34), [
    '                  before     after',
    '  Main        1,234.5 ms  999.9 ms',
    '  thread',
    '  computing',
  ]);
  assert.deepEqual(shown(24), ['                   after', '  Main thread   999.9 ms', '  computing']);
});

test('a budget bar is as wide as asked, whatever the shares', () => {
  assert.deepEqual(lengthsOf([0.5, 0.25, 0.25, 0], 10), [5, 3, 2, 0]);
  assert.deepEqual(lengthsOf([0, 0, 0, 0], 10), [0, 0, 0, 0]);
  for (const shares of [
    [1 / 3, 1 / 3, 1 / 3],
    [0.999, 0.001, 0],
    [0.1, 0.2, 0.7],
  ]) {
    assert.equal(
      lengthsOf(shares, 77).reduce((sum, length) => sum + length, 0),
      77,
    );
  }
  const look = { width: 80, colour: false, unicode: false };
  const budget = { cpu: 0.5, gc: 0, blocked: 0.25, wait: 0.25 };
  assert.equal(budgetBar(budget, 8, look, plain), '####++..');
  assert.deepEqual(budgetLegend(budget, 60, look, plain), ['# computing 50 %   + blocked 25 %   . waiting 25 %']);
  assert.deepEqual(budgetLegend(budget, 40, look, plain), ['# computing 50 %   + blocked 25 %', '. waiting 25 %']);
});

test('colour and characters follow the terminal and the environment', () => {
  const terminal = { isTTY: true, columns: 200 };
  assert.deepEqual(lookOf(terminal, {}), { width: 120, colour: true, unicode: true });
  assert.deepEqual(lookOf({}, {}), { width: 80, colour: false, unicode: true });
  assert.equal(lookOf(terminal, { NO_COLOR: '1' }).colour, false);
  assert.equal(lookOf(terminal, { NO_COLOR: '', TERM: 'xterm' }).colour, true);
  assert.equal(lookOf({}, { FORCE_COLOR: '1' }).colour, true);
  assert.equal(lookOf(terminal, { FORCE_COLOR: '0' }).colour, false);
  assert.deepEqual(lookOf(terminal, { TERM: 'dumb' }), { width: 120, colour: false, unicode: false });
  assert.equal(lookOf(terminal, { LANG: 'C' }).unicode, false);
  assert.equal(lookOf(terminal, { LANG: 'en_US.UTF-8' }).unicode, true);
});

test('the progress line says what is known', () => {
  const progress = {
    stage: 'recording',
    elapsedMs: 3400,
    cpuCores: 1.24,
    heapUsedBytes: 5e6,
    rssBytes: 9e6,
    samples: 3100,
    threads: 3,
  } as const;
  assert.equal(
    progressText(progress),
    'Recording · 3 s · CPU 1.2 cores · heap 5.0 MB · 3,100 samples · 3 threads · Ctrl-C stops',
  );
  assert.equal(progressText({ ...progress, stage: 'stopping' }), 'Stopping · 3 s');
});

test('the status bar keeps to the last row and gives the screen back', () => {
  const written: string[] = [];
  const terminal = { isTTY: true, rows: 24, columns: 10, write: (text: string) => written.push(text) };
  const bar = new StatusBar(terminal);
  bar.remove();
  assert.deepEqual(written, [], 'nothing to remove yet');
  bar.show('a text longer than the row');
  assert.match(written[0]!, /\u001b\[1;23r/, 'the rest of the screen scrolls');
  assert.match(written[0]!, /\u001b\[24;1H.*a text lo\u001b/s, 'one row, cut');
  bar.show('next');
  assert.doesNotMatch(written[1]!, /r/, 'the region is set once');
  bar.remove();
  assert.match(written[2]!, /\u001b\[r/);
  bar.remove();
  assert.equal(written.length, 3);
  assert.equal(StatusBar.fits(terminal, { TERM: 'dumb' }), false);
  assert.equal(StatusBar.fits({ ...terminal, isTTY: false }, {}), false);
});
