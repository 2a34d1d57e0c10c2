/** The function to move into a worker. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advise } from '../../../src/profiler/advice/index.ts';
import type { HotFunction, Recommendation } from '../../../src/profiler/report.ts';
import { sampleReport } from './sampleReport.ts';

/** Of a run of 10 s that computes all the time. */
const one = (name: string, totalMs: number, more: Partial<HotFunction> = {}): HotFunction => ({
  name,
  location: { file: '/app/main.js', line: 3, column: 1 },
  selfMs: 0,
  totalMs,
  selfShare: 0,
  totalShare: totalMs / 10_000,
  calls: null,
  category: 'user',
  lines: [],
  ...more,
});

function adviceFor(...hotFunctions: HotFunction[]): Recommendation {
  const report = sampleReport({ cause: 'javascript', cpu: 1, wallMs: 10_000 });
  report.hotFunctions = hotFunctions;
  const advice = advise(report).find(({ id }) => id === 'worker-threads');
  assert.ok(advice);
  return advice;
}

const distance = one('distance', 9300, { selfMs: 9300 });
const pairs = one('pairs', 9800, { selfMs: 500 });

const cases: readonly (readonly [name: string, functions: HotFunction[], unit: string | undefined])[] = [
  ['the outermost function, not the one that burns', [distance, pairs, one('(top level)', 9900)], 'pairs'],
  ['an anonymous wrapper stands back', [distance, pairs, one('(anonymous)', 9900)], 'pairs'],
  ['an anonymous function that does much more itself', [one('part', 6500), one('(anonymous)', 9900)], '(anonymous)'],
  ['a part of the computing is no unit where another covers most', [one('part', 4000), pairs], 'pairs'],
  ['nothing covers most: the largest', [one('b', 3000, { selfMs: 3000 }), one('a', 4000)], 'a'],
  ['code of others is nothing to move', [distance, one('wrap', 9900, { category: 'dependency' })], 'distance'],
  [
    'many long calls are dealt out, not the function around them',
    [one('main', 9900, { calls: 1 }), one('resize', 9500, { calls: 400 }), one('dot', 9000, { calls: 4_000_000 })],
    'resize',
  ],
  [
    'short calls only: the outermost',
    [one('pairs', 9900, { calls: 1 }), one('distance', 9500, { calls: 180_000 })],
    'pairs',
  ],
  [
    'of functions that run once the innermost, not the one that only calls it',
    [one('main', 9900, { calls: 1 }), one('pairs', 9700, { calls: 1 }), one('distance', 9500, { calls: 180_000 })],
    'pairs',
  ],
  ['recursion counts inner calls', [one('fib', 9900, { calls: 5000, recursive: true }), one('add', 9000)], 'fib'],
  ['only the top level', [one('(top level)', 9900)], undefined],
];
for (const [name, functions, unit] of cases) {
  test(`hand over: ${name}`, () => assert.equal(adviceFor(...functions).target?.name, unit));
}

test('the advice says which function burns and which one to move', () => {
  const { title, why } = adviceFor(distance, pairs);
  assert.match(title, /^Move pairs into/);
  assert.match(
    why.join(' '),
    /distance and what it calls take 93 % of the time\. Move pairs, which covers it: a message/,
  );
});

test('known calls are weighed against a message', () => {
  const { why, caveats } = adviceFor({ ...distance, calls: 180_000 }, { ...pairs, calls: 1 });
  assert.match(why.join(' '), /a call of distance takes 52 µs on average, and a message to a worker 20 µs/);
  assert.match(caveats.join(' '), /pairs runs once: cut its input/);
});

test('where the unit may run just once, what it calls is named as what can be split', () => {
  const { caveats } = adviceFor(one('main', 9900), one('resize', 9500), one('(top level)', 9950));
  assert.match(caveats.join(' '), /called once for everything, cut its input .* or move resize instead, many calls/);
  assert.doesNotMatch(adviceFor(one('main', 9900)).caveats.join(' '), /instead/);
});

test('a message for each of many calls costs its time', () => {
  const [few, many] = [20, 9000].map((calls) => adviceFor(one('resize', 9500, { calls })).predictedSpeedup.expected);
  assert.ok((few as number) > (many as number), `${few} ${many}`);
});

test('short calls without a function around them go in batches', () => {
  const { caveats } = adviceFor({ ...distance, calls: 180_000 });
  assert.match(caveats.join(' '), /hand over many at a time/);
});

test('what is to be made faster stays the function that burns', () => {
  const report = sampleReport({ cause: 'javascript', cpu: 1, wallMs: 10_000 });
  report.hotFunctions = [distance, pairs];
  assert.equal(advise(report).find(({ id }) => id === 'optimize-function')?.target?.name, 'distance');
});
