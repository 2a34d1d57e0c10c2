import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classifyFrame } from '../../../../src/webview/flame/classifyFrame.ts';
import type { FlameFrame } from '../../../../src/webview/flame/sampledProfile.ts';
import {
  linesOfFile,
  linesOfFunction,
  matchedWeight,
  searchFrames,
  shadeKey,
  weigh,
  whyHot,
  type LineTicks,
  type SearchQuery,
} from '../../../../src/webview/viewer/model/index.ts';
import { drawnProfile } from './drawnTree.ts';
import { stacksOf } from './naiveStacks.ts';
import { randomProfile, seeds } from './randomProfile.ts';

function frame(name: string, url: string): FlameFrame {
  return { name, url, line: null, column: null, ...classifyFrame({ name, url, scriptId: url === '' ? '0' : '1' }) };
}

const query = (text: string, more: Partial<SearchQuery> = {}): SearchQuery => ({
  text,
  isRegularExpression: false,
  matchesCase: false,
  ...more,
});

const found = (frames: FlameFrame[], wanted: SearchQuery): string[] => {
  const result = searchFrames(frames, wanted);
  assert.equal(result.kind, 'found');
  return frames.filter((_, row) => result.kind === 'found' && result.isMatch[row] === 1).map(({ name }) => name);
};

test('search looks into names, files and packages', () => {
  const frames = [
    frame('(root)', ''),
    frame('parseUser', 'file:///app/src/user.js'),
    frame('run', 'file:///app/node_modules/@scope/parser/run.js'),
    frame('a+b', 'file:///app/src/sum.js'),
  ];
  assert.deepEqual(found(frames, query('PARSE')), ['parseUser', 'run']);
  assert.deepEqual(found(frames, query('PARSE', { matchesCase: true })), []);
  assert.deepEqual(found(frames, query('a+b')), ['a+b']);
  assert.deepEqual(found(frames, query('^a|user\\.js$', { isRegularExpression: true })), ['parseUser', 'a+b']);
  assert.deepEqual(found(frames, query('@scope/parser')), ['run']);
  assert.deepEqual(found(frames, query('')), []);
  assert.deepEqual(found(frames, query('root')), []);
});

test('an invalid expression is one sentence', () => {
  const result = searchFrames([], query('(', { isRegularExpression: true }));
  assert.deepEqual(result, { kind: 'invalid', message: 'This is no valid regular expression: unterminated group.' });
});

test('what matches is weighed once a stack', () => {
  for (const seed of seeds) {
    const profile = randomProfile(seed);
    const weights = weigh(profile, null);
    const result = searchFrames(profile.tree.frames, query('a|c$', { isRegularExpression: true }));
    assert.equal(result.kind, 'found');
    if (result.kind !== 'found') return;
    const matching = stacksOf(profile.tree, weights).filter(({ frames }) =>
      frames.some((at) => result.isMatch[profile.tree.frames.indexOf(at)] === 1),
    );
    const { weight, count } = matchedWeight(profile.tree, weights, result.isMatch);
    assert.equal(
      weight,
      matching.reduce((sum, { self }) => sum + self, 0),
    );
    assert.equal(
      count,
      matching.reduce((sum, stack) => sum + stack.count, 0),
    );
  }
});

const ticksOf = (...rows: [node: number, line: number, count: number][]): LineTicks => ({
  nodeOfTick: Int32Array.from(rows, ([node]) => node),
  lineOfTick: Int32Array.from(rows, ([, line]) => line),
  countOfTick: Float64Array.from(rows, ([, , count]) => count),
});

test('lines share the self time of their nodes by ticks; repeated lines are one, lines of inlined code none', () => {
  const profile = drawnProfile('(root)\n  a [main.js:10] 8\n    b [main.js:20] 6\n      a [main.js:10] 4');
  const ticks = ticksOf([1, 11, 1], [1, 11, 1], [1, 12, 2], [3, 12, 3], [3, 4, 1], [2, 21, 5], [-1, 11, 9]);
  const weights = weigh(profile, null);
  const a = profile.tree.frames.findIndex(({ name }) => name === 'a');
  assert.deepEqual(linesOfFunction(profile.tree, ticks, weights, a), {
    lines: [
      { line: 11, ticks: 2, weight: 4 },
      { line: 12, ticks: 5, weight: 7 },
    ],
    elsewhere: { ticks: 1, weight: 1 },
  });
  const { lines } = linesOfFile(profile.tree, ticks, weights, 'file:///app/main.js');
  assert.deepEqual(
    lines.map(({ line, weight }) => [line, weight]),
    [
      [11, 4],
      [12, 7],
      [21, 6],
    ],
  );
});

test('functions that wait have their own role, and functions that only share the name have not', () => {
  const roleOf = (name: string, url: string) => frame(name, url).role;
  assert.equal(roleOf('wait', ''), 'waiting');
  assert.equal(roleOf('atomicsWaitLoop', 'file:///app/node_modules/piscina/dist/worker.js'), 'waiting');
  assert.equal(roleOf('spawnSync', 'node:internal/child_process'), 'waiting');
  assert.equal(roleOf('spawn', 'node:internal/child_process'), 'call');
  assert.equal(roleOf('spawnSync', 'file:///app/spawn.js'), 'call');
  assert.equal(roleOf('wait', 'file:///app/main.js'), 'call');
});

test('why it is hot: a sentence for what is known, nothing for the rest', () => {
  const why = (name: string, url = '') => whyHot(frame(name, url)) ?? '';
  assert.match(why('(garbage collector)'), /freed memory/);
  assert.match(why('(idle)'), /Nothing ran/);
  assert.match(why('RegExp: (a+)+$'), /regular expression/);
  assert.match(why('atomicsWaitLoop', 'file:///app/node_modules/piscina/worker.js'), /Atomics\.wait/);
  assert.match(why('spawnSync', 'node:internal/child_process'), /child process/);
  assert.match(why('writeUtf8String'), /socket, pipe or terminal/);
  assert.match(why('pbkdf2Sync', 'node:internal/crypto/pbkdf2'), /thread pool/);
  assert.match(why('readFileSync', 'node:fs'), /fs\/promises/);
  assert.match(why('writeFileSync', 'node:fs'), /written/);
  assert.match(why('compileFunctionForCJSLoader'), /compiled/);
  assert.match(why('structuredClone'), /copies/);
  assert.equal(why('parse', 'file:///app/main.js'), '');
  assert.equal(why('handle'), '');
  assert.equal(why('sort', 'file:///app/node_modules/lodash/sort.js'), '');
});

test('a shade depends on names alone', () => {
  const of = (name: string, url: string) => shadeKey(frame(name, url), 'package');
  assert.deepEqual(of('run', 'file:///a/node_modules/pg/x.js'), of('run', 'file:///elsewhere/node_modules/pg/y.js'));
  assert.notEqual(
    of('run', 'file:///a/node_modules/pg/x.js').shade,
    of('run', 'file:///a/node_modules/express/x.js').shade,
  );
  assert.equal(of('wait', '').family, 'waiting');
  assert.equal(shadeKey(frame('run', 'file:///a/node_modules/pg/x.js'), 'category').shade, 0);
});
