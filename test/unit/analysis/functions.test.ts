import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../src/profiler/analysis/index.ts';
import { measureFunctions } from '../../../src/profiler/analysis/threadTimes.ts';
import { openSourceMaps } from '../../../src/profiler/analysis/sourceMaps.ts';
import { describeThread } from '../../../src/profiler/analysis/threadRuns.ts';
import { parseCpuProfile } from '../../../src/profiler/capture/format/readCpuProfile.ts';
import type { CpuProfile } from '../../../src/profiler/capture/format/profiles.ts';
import { drawCapture } from './drawnCapture.ts';
import { drawProfile } from './drawnProfile.ts';

/** Milliseconds as `name self/total`, in order of the letters. */
function times(profile: CpuProfile): string {
  const thread = describeThread(parseCpuProfile(profile), openSourceMaps({}));
  const unblocked = new Float64Array(thread.columns.nodeOfSample.length);
  return measureFunctions(thread, unblocked)
    .functions.filter(({ info }) => info.pseudo !== 'root')
    .map(({ info, self, total }) => `${info.name} ${self / 1000}/${total / 1000}`)
    .sort()
    .join(', ');
}

const drawings: readonly (readonly [name: string, drawing: string, expected: string])[] = [
  ['one function', 'aaaa', 'a 4/4'],
  ['a caller and its callee', 'aaaa\n bb', 'a 2/4, b 2/2'],
  ['idle between calls', 'aa..aa', '(idle) 2/2, a 4/4'],
  ['two callers of one function', 'aabb\ncc c', 'a 0/2, b 1/2, c 3/3'],
  ['direct recursion counts a stack once', 'aaaa\naaa\naa', 'a 4/4'],
  ['recursion through another function', 'aaaa\nbbb\naa\nb', 'a 2/4, b 2/3'],
  ['recursion beside a first call', 'aaaaaa\nab ba\na', 'a 4/6, b 2/2'],
  ['a function that is left and entered again', 'aaaa\nb b', 'a 2/4, b 2/2'],
  ['the collector interrupts a function and counts in its total', 'aa#a', '(garbage collector) 1/1, a 3/4'],
  ['the collector after idle interrupts nobody', 'a.#a', '(garbage collector) 1/1, (idle) 1/1, a 2/2'],
];

for (const [name, drawing, expected] of drawings) {
  test(`self and total: ${name}`, () => assert.equal(times(drawProfile(drawing)), expected));
}

test('a function seen below itself is marked, for its calls count inner ones too', () => {
  const { hotFunctions } = analyse(drawCapture({ threads: [{ drawing: 'aaaa\nbbcc\nab  ', times: 20 }] }));
  const recursive = hotFunctions.filter((one) => one.recursive).map(({ name }) => name);
  assert.deepEqual(recursive.sort(), ['a', 'b']);
});

test('totals agree with a slow count of the stacks', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const drawing = randomDrawing(seed);
    assert.equal(times(drawProfile(drawing)), countStacks(drawing), drawing);
  }
});

test('a stack 30,000 deep is measured without recursion', () => {
  const depth = 30_000;
  const nodes = Array.from({ length: depth }, (_, at) => ({
    id: at + 1,
    callFrame: {
      functionName: at === 0 ? '(root)' : `f${at % 3}`,
      scriptId: '1',
      url: '',
      lineNumber: 0,
      columnNumber: 0,
    },
    children: at + 1 < depth ? [at + 2] : [],
  }));
  const profile = { nodes, startTime: 0, endTime: 2000, samples: [depth, depth], timeDeltas: [0, 1000] };
  assert.match(times(profile), /f0 0\/2, f1 0\/2, f2 2\/2/);
});

/** Up to five rows of up to three letters, seeded. */
function randomDrawing(seed: number): string {
  let state = seed;
  const next = (below: number) => ((state = (state * 1103515245 + 12345) & 0x7fffffff) % 997) % below;
  const width = 3 + next(12);
  const depths = Array.from({ length: width }, () => 1 + next(5));
  return Array.from({ length: 5 }, (_, row) =>
    depths.map((depth) => (row < depth ? 'abc'[next(3)] : ' ')).join(''),
  ).join('\n');
}

/** Column by column: the lowest letter is on top, every letter of the column is on the stack. */
function countStacks(drawing: string): string {
  const rows = drawing.split('\n');
  const self = new Map<string, number>();
  const total = new Map<string, number>();
  for (let column = 0; column < (rows[0] ?? '').length; column++) {
    const stack = rows.map((row) => row[column] ?? ' ').filter((letter) => letter !== ' ');
    for (const letter of new Set(stack)) total.set(letter, (total.get(letter) ?? 0) + 1);
    const top = stack.at(-1) as string;
    self.set(top, (self.get(top) ?? 0) + 1);
  }
  return [...total]
    .map(([letter, time]) => `${letter} ${self.get(letter) ?? 0}/${time}`)
    .sort()
    .join(', ');
}
