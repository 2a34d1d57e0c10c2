import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callPath, handlerOf, publicModule } from '../../../src/profiler/agent/io/callPath.ts';
import { isPartOfOther } from '../../../src/profiler/agent/io/partOfOther.ts';
import { PathTable } from '../../../src/profiler/agent/io/pathTable.ts';
import { otherName, RequestNames, withoutVariables } from '../../../src/profiler/agent/io/requestName.ts';
import { ownRandom, Sampler, tracedAtFirst } from '../../../src/profiler/agent/io/sampling.ts';
import type { RawFrame } from '../../../src/profiler/agent/io/stackCapture.ts';

/** `stat node:fs | leaf /app.js | async top /app.js`, leaf first. */
const stack = (text: string): RawFrame[] =>
  text.split(' | ').map((entry) => {
    const words = entry.split(' ');
    const isAsync = words[0] === 'async';
    const [name, url] = isAsync ? words.slice(1) : words;
    return { name: name!, url: url ?? '', line: 3, column: 5, isAsync };
  });
const shown = (text: string) =>
  callPath(stack(text), '/agent.cjs').frames.map(
    ({ name, url, isAsync }) => `${isAsync ? 'async ' : ''}${name} ${url}`,
  );

test('a call path is the public function and the program’s own frames', () => {
  assert.deepEqual(
    shown(
      'init /agent.cjs | emitInitNative node:internal/async_hooks | open node:internal/fs/promises | readFile node:internal/fs/promises | ' +
        'leaf /app.js | map | mid /lib.js | processTicksAndRejections node:internal/process/task_queues | async top /app.js | load node:internal/modules/run_main',
    ),
    ['readFile node:fs/promises', 'leaf /app.js', 'mid /lib.js', 'async top /app.js'],
  );
  assert.deepEqual(shown('onread node:net'), []);
  // Names of wrappers give way to what they wrap.
  assert.deepEqual(shown('Gzip node:zlib | asyncBufferWrapper node:zlib | leaf /app.js')[0], 'gzip node:zlib');
  assert.deepEqual(shown('Gzip node:zlib | value node:zlib | leaf /app.js')[0], 'createGzip node:zlib');
  assert.equal(publicModule('node:internal/dns/promises'), 'node:dns/promises');
});

test('the handler of a request is the outermost function that was called, outside of packages', () => {
  const frames = (text: string) => callPath(stack(text), '').frames;
  assert.deepEqual(
    handlerOf(frames('stat node:fs | read /app.js | handler /app.js | next /node_modules/express/router.js')).map(
      ({ name }) => name,
    ),
    ['handler'],
  );
  assert.deepEqual(handlerOf(frames('stat node:fs | read /app.js | async handler /app.js')), []);
});

test('parts of requests, loading and synchronous work are no operations of their own', () => {
  const isPart = (kind: Parameters<typeof isPartOfOther>[0], text: string) =>
    isPartOfOther(kind, callPath(stack(text), ''));
  assert.equal(isPart('dns', 'lookup node:dns | createSocket node:_http_agent | get node:http | leaf /app.js'), true);
  assert.equal(isPart('dns', 'lookup node:dns | leaf /app.js'), false);
  assert.equal(isPart('net', 'connect node:net | connect node:internal/deps/undici/undici | leaf /app.js'), true);
  assert.equal(isPart('timer', 'setTimeout node:timers | leaf /app.js'), false);
  assert.equal(isPart('timer', 'setTimeout node:timers | setTimeout node:net | leaf /app.js'), true);
  assert.equal(isPart('crypto', 'randomFillSync node:internal/crypto/random | leaf /app.js'), true);
  assert.equal(isPart('fs', 'readFile node:fs | getSource node:internal/modules/esm/load | import /app.js'), true);
});

test('paths and frames are numbered once and told once', () => {
  const table = new PathTable();
  const { frames } = callPath(stack('stat node:fs | leaf /app.js | async top /app.js'), '');
  assert.equal(table.numberOf(frames), 0);
  assert.equal(table.numberOf([]), -1);
  assert.equal(table.numberOf(frames.slice(0, 2)), 1);
  assert.equal(table.numberOf(frames), 0);
  const record = table.takeNew()!;
  assert.deepEqual(
    [record.firstFrame, record.firstPath, record.paths],
    [
      0,
      0,
      [
        [0, 1, -3],
        [0, 1],
      ],
    ],
  );
  assert.equal(record.frames.length, 3);
  assert.equal(table.takeNew(), null);
  table.numberOf(frames.slice(1));
  assert.deepEqual(table.takeNew(), { k: 'paths', firstFrame: 3, frames: [], firstPath: 2, paths: [[1, -3]] });
});

test('request names keep the route and lose what varies', () => {
  const rows: [string, string][] = [
    ['/users/17/posts?page=2', '/users/:id/posts'],
    ['/a/550e8400-e29b-41d4-a716-446655440000#x', '/a/:id'],
    ['/commit/0123456789abcdef', '/commit/:id'],
    ['/t/eyJhbGciOiJIUzI1NiIsInR5cCI', '/t/:id'],
    ['/v2/internationalization', '/v2/internationalization'],
    ['http://host:80/x/1', '/x/:id'],
    ['/', '/'],
    ['', '/'],
  ];
  for (const [url, expected] of rows) assert.equal(withoutVariables(url), expected, url);
  const names = new RequestNames();
  assert.equal(names.nameOf('GET', '/users/1', '/users/:name'), 'GET /users/:name');
  for (let at = 0; at < 1000; at++) names.nameOf('GET', `/page-${at}`, null);
  assert.equal(names.nameOf('GET', '/one-more', null), otherName);
  assert.equal(names.nameOf('GET', '/users/2', '/users/:name'), 'GET /users/:name');
});

/** Bursts of operations of one kind, an interval of 100 ms each. */
function sample(sampler: Sampler, bursts: readonly number[]): { traced: number; weights: number } {
  let traced = 0;
  let weights = 0;
  for (const burst of bursts) {
    for (let at = 0; at < burst; at++) {
      const weight = sampler.next();
      if (weight > 0) traced++;
      weights += weight;
    }
    sampler.adapt(100_000, 1);
  }
  return { traced, weights };
}

test('all of a few are traced, and few of many, which stand for all', () => {
  const few = new Sampler(ownRandom(1));
  assert.deepEqual(sample(few, [100, 100, 100]), { traced: tracedAtFirst, weights: tracedAtFirst });
  const many = new Sampler(ownRandom(1));
  const { traced, weights } = sample(many, new Array<number>(50).fill(10_000));
  assert.equal(many.started, 500_000);
  // 25 fit into the budget of an interval; bursts and the first are on top.
  assert.ok(traced < tracedAtFirst + 50 * 40, `${traced} traced`);
  assert.ok(weights <= 500_000 && weights > 500_000 - 2 * 10_000, `${weights}`);
  const burst = sample(new Sampler(ownRandom(1)), [1_000_000]);
  assert.ok(burst.traced < 1000, `${burst.traced} of a single burst`);
});

test('lines of a loop are sampled alike, whatever its length', () => {
  for (const length of [2, 3, 4, 8]) {
    const sampler = new Sampler(ownRandom(7));
    const byLine = new Array<number>(length).fill(0);
    for (let interval = 0; interval < 200; interval++) {
      for (let at = 0; at < 8_000; at++) byLine[at % length]! += sampler.next();
      sampler.adapt(100_000, 1);
    }
    const mean = 1_600_000 / length;
    for (const weight of byLine)
      assert.ok(Math.abs(weight - mean) < mean * 0.15, `${byLine.join()} for ${length} lines`);
  }
});

test('what had no room is stood for by the next', () => {
  const sampler = new Sampler(ownRandom(1));
  sampler.putBack(sampler.next());
  assert.equal(sampler.next(), 2);
});
