/** What the viewer gets of a file: who has which time, what can be saved of a broken file, what is said of other files. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeBoxes, wholeChart, type ThreadProfile } from '../../../../../src/webview/viewer/model/index.ts';
import { readProfiles } from '../../../../../src/webview/viewer/read/readProfiles.ts';
import { anomalies } from './anomalies.ts';
import { encode, fixtures } from './sameColumns.ts';

const frame = (functionName: string) => ({ functionName, scriptId: '1', url: '', lineNumber: -1, columnNumber: -1 });
const node = (id: number, name: string, children: number[] = []) => ({ id, callFrame: frame(name), children });
const readText = (text: string, name = 'a.cpuprofile') => readProfiles(encode(text), name);
const onlyThread = (file: unknown): ThreadProfile => {
  const { threads } = readText(JSON.stringify(file));
  assert.equal(threads.length, 1);
  return threads[0]!;
};

/** `name start+length (self)` in milliseconds, in order of appearance; self is that of the call path. */
function calls(thread: ThreadProfile): string[] {
  const { intervals, nodeOfBox, weightPerTick } = timeBoxes(thread.tree, thread.samples!, wholeChart);
  const ms = (ticks: number) => Math.round((ticks * weightPerTick) / 10) / 100;
  const rows = [...nodeOfBox].map((at, box) => ({
    name: thread.tree.frames[thread.tree.frameOfNode[at]!]!.name,
    start: intervals.start[box]!,
    length: intervals.end[box]! - intervals.start[box]!,
    depth: thread.tree.depthOfNode[at]!,
  }));
  rows.sort((a, b) => a.start - b.start || a.depth - b.depth);
  return rows.map(({ name, start, length }) => `${name} ${ms(start)}+${ms(length)}`);
}

test('golden vector: thirteen samples of 100 µs', () => {
  const thread = onlyThread({
    nodes: [
      node(1, '(root)', [2, 5]),
      node(2, 'a', [3, 4]),
      node(3, 'c'),
      node(4, 'd'),
      node(5, 'b', [6]),
      node(6, 'e', [7]),
      node(7, 'f'),
    ],
    startTime: 0,
    endTime: 2400,
    samples: [2, 3, 4, 3, 2, 2, 5, 6, 6, 7, 7, 5, 5],
    timeDeltas: [1100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100],
  });
  assert.deepEqual(calls(thread), [
    'a 1.1+0.6',
    'c 1.2+0.1',
    'd 1.3+0.1',
    'c 1.4+0.1',
    'b 1.7+0.7',
    'e 1.8+0.4',
    'f 2+0.2',
  ]);
  const selfOf = (name: string) =>
    Math.round(thread.selfOfNode[thread.tree.frames.findIndex((at) => at.name === name)]!);
  assert.equal(selfOf('a'), 300);
});

test('golden vector: a collection at the end stands on the call that it interrupted', () => {
  const thread = onlyThread({
    nodes: [node(1, '(root)', [2, 4]), node(2, 'foo', [3]), node(3, 'bar'), node(4, '(garbage collector)')],
    startTime: 1000,
    endTime: 4625,
    samples: [3, 3, 2, 3, 4],
    timeDeltas: [500, 250, 1000, 250, 1000],
  });
  assert.deepEqual(calls(thread), ['foo 0.5+3.13', 'bar 0.5+1.25', 'bar 2+1.63', '(garbage collector) 3+0.63']);
});

test('time before the first sample and of unknown nodes is nobody’s; the rest adds up to the length', () => {
  const thread = onlyThread({
    nodes: [node(1, '(root)', [2]), node(2, 'a')],
    startTime: 0,
    endTime: 1000,
    samples: [2, 99, 2],
    timeDeltas: [100, 300, 200],
  });
  const given = thread.selfOfNode.reduce((sum, time) => sum + time, 0);
  assert.equal(given, 300 + 400);
  assert.deepEqual([...thread.samples!.startOfSample], [100, 400, 600, 1000]);
});

test('every anomaly opens, and no function lasts longer than the profile', () => {
  for (const [name, text] of Object.entries(anomalies)) {
    for (const { selfOfNode, durationMicros, tree, samples } of readText(text).threads) {
      const given = selfOfNode.reduce((sum, time) => sum + time, 0);
      assert.ok(given >= 0 && given <= durationMicros + 0.001, name);
      assert.ok(
        tree.parentOfNode.every((parent, at) => parent < at),
        `${name}: callers first`,
      );
      if (samples)
        assert.ok(
          samples.nodeOfSample.every((at) => at >= -1 && at < tree.frameOfNode.length),
          name,
        );
    }
  }
});

test('an empty profile opens and says so', () => {
  const { notes, samples } = onlyThread({
    nodes: [node(1, '(root)')],
    startTime: 5,
    endTime: 5,
    samples: [],
    timeDeltas: [],
  });
  assert.equal(samples, null);
  assert.match(notes.join(), /holds no samples/);
});

test('without times the counts are shown, as milliseconds', () => {
  const thread = onlyThread({ nodes: [node(1, '(root)', [2]), { ...node(2, 'a'), hitCount: 7 }] });
  assert.equal(thread.durationMicros, 7000);
  assert.match(thread.notes.join(), /holds no times/);
});

test('a file that was cut off shows what stands before, with the byte', () => {
  const whole = anomalies['plain']!;
  const cut = whole.slice(0, whole.indexOf('"timeDeltas"'));
  const { threads, notes } = readText(cut);
  assert.equal(threads[0]!.tree.frameOfNode.length, 3);
  assert.match(notes.join(), new RegExp(`ends too early, after ${cut.length} bytes`));
  const damaged = readText(whole.replace('"samples"', '#'));
  assert.match(damaged.notes.join(), new RegExp(`damaged at byte ${whole.indexOf('"samples"')}`));
});

test('nested profiles that were cut off keep their whole nodes', () => {
  for (const { name, bytes } of fixtures('.heapprofile')) {
    const whole = readProfiles(bytes, name).threads[0]!;
    assert.equal(readProfiles(bytes, name).notes.length, 0);
    const cut = readProfiles(bytes.subarray(0, bytes.length >> 1), name);
    const kept = cut.threads[0]!.tree.frameOfNode.length;
    assert.ok(kept > 1 && kept < whole.tree.frameOfNode.length, `${name}: ${kept} nodes`);
    assert.match(cut.notes.join(), /ends too early/);
  }
});

test('heap profiles: bytes from selfSize, with or without ids and samples, as deep as they are', () => {
  const heapNode = (name: string, selfSize: number, children: object[] = [], more: object = {}) => ({
    callFrame: frame(name),
    selfSize,
    children,
    ...more,
  });
  const plain = { head: heapNode('(root)', 0, [heapNode('a', 30, [heapNode('b', 12)])]) };
  const thread = onlyThread(plain);
  assert.equal(thread.unit, 'bytes');
  assert.equal(thread.samples, null);
  assert.deepEqual([...thread.selfOfNode], [0, 30, 12]);
  assert.match(thread.notes.join(), /does not say whether/);
  const counted = onlyThread({
    head: heapNode('(root)', 0, [heapNode('a', 30, [], { id: 9 })], { id: 0 }),
    samples: [
      { size: 14, nodeId: 9, ordinal: 2 },
      { size: 15, nodeId: 9, ordinal: 1 },
      { size: 1, nodeId: 77, ordinal: 3 },
    ],
  });
  assert.deepEqual([...counted.countOfNode], [0, 2]);
  assert.deepEqual([...onlyThread({ head: heapNode('(root)', 0) }).selfOfNode], [0]);

  const levels = 100_000;
  const open = '{"callFrame":{"functionName":"f"},"selfSize":1,"children":[';
  const deep = readText(`{"head":${open.repeat(levels)}${']}'.repeat(levels)}}`).threads[0]!;
  assert.equal(deep.tree.depthOfNode[levels - 1], levels - 1);
});

test('heap totals are those of a naive sum, on what Node wrote', () => {
  for (const { name, bytes } of fixtures('.heapprofile')) {
    const sizes = [...new TextDecoder().decode(bytes).matchAll(/"selfSize":(\d+)/g)].map((match) => Number(match[1]));
    const [thread] = readProfiles(bytes, name).threads;
    assert.equal(
      thread!.selfOfNode.reduce((sum, size) => sum + size, 0),
      sizes.reduce((sum, size) => sum + size, 0),
      name,
    );
  }
});

const chunk = (ts: number, data: object, tid = 8) => ({
  name: 'ProfileChunk',
  ph: 'P',
  pid: 1,
  tid,
  id: '0x1',
  ts,
  args: { data },
});
const traceEvents = [
  { name: 'thread_name', ph: 'M', pid: 1, tid: 7, ts: 0, args: { name: 'Main' } },
  { name: 'other', args: { data: { name: 'Profile', text: ']}"', nested: [[{}]] } } },
  { name: 'Profile', ph: 'P', pid: 1, tid: 7, id: '0x1', ts: 10, args: { data: { startTime: 100 } } },
  chunk(30, { cpuProfile: { samples: [2] }, timeDeltas: [20], endTime: 150 }),
  chunk(20, {
    cpuProfile: { nodes: [node(1, '(root)'), { ...node(2, 'a'), parent: 1 }], samples: [2] },
    timeDeltas: [10],
  }),
  { name: 'ProfileChunk', ph: 'P', pid: 1, tid: 8, id: '0x1', ts: 40, args: {} },
];

test('traces: a list, an object, not closed, and cut off within an event', () => {
  const list = JSON.stringify(traceEvents);
  const forms = [
    list,
    JSON.stringify({ metadata: { a: '{' }, traceEvents, more: 1 }),
    list.slice(0, -1),
    `${list.slice(0, -1)},\n`,
    `\ufeff ${list}`,
  ];
  for (const text of forms) {
    const { threads, notes } = readText(text, 'trace.json');
    assert.equal(threads.length, 1, text.slice(0, 30));
    assert.equal(threads[0]!.name, 'Main');
    assert.deepEqual([...threads[0]!.samples!.startOfSample], [10, 30, 50]);
    assert.deepEqual(notes, []);
  }
  const { threads, notes } = readText(list.slice(0, list.lastIndexOf('"args"')), 'trace.json');
  assert.equal(threads[0]!.samples!.nodeOfSample.length, 2);
  assert.match(notes.join(), /ends too early/);
});

test('what is no profile is named', () => {
  const refused: readonly (readonly [text: string | readonly number[], reason: RegExp])[] = [
    ['', /a\.cpuprofile is not a profile: it is empty/],
    [' \n\t', /it is empty/],
    ['\ufeff', /it is empty/],
    ['<!DOCTYPE html><html>', /it is HTML/],
    [[0x1f, 0x8b, 8, 0, 1, 2], /compressed with gzip/],
    [[0x50, 0x4b, 3, 4, 0], /zip archive/],
    [[0xff, 0xfe, 0x7b, 0], /UTF-16/],
    [[0x7f, 0x45, 0x4c, 0x46, 0, 0], /a binary file/],
    ['{"snapshot":{"meta":{}},"nodes":[1,2],"strings":[]}', /a heap snapshot/],
    ['{"$schema":"https://www.speedscope.app/file-format-schema.json","profiles":[]}', /speedscope/],
    ['{"meta":{"version":29},"threads":[]}', /Firefox/],
    ['{"schemaVersion":1,"run":{}}', /capture/],
    ['{}', /no list of call-tree nodes/],
    ['{"a":[1,{"nodes":[]}]}', /no list of call-tree nodes/],
    ['v8-version,12,4\nshared-library,x', /node --prof-process/],
    ['main;a;b 12\nmain;c 3', /collapsed stacks/],
    ['[]', /a trace without CPU profiles/],
    ['{"traceEvents":[]}', /a trace without CPU profiles/],
    ['{"nodes":[]}', /list of nodes is empty/],
    ['{"nodes":{}}', /no list of call-tree nodes/],
    ['{"head":5}', /no list of call-tree nodes/],
  ];
  for (const [content, reason] of refused) {
    const bytes = typeof content === 'string' ? encode(content) : Uint8Array.from(content);
    assert.throws(() => readProfiles(bytes, 'a.cpuprofile'), { name: 'UserError', message: reason }, String(content));
  }
});

test('where nothing can be saved, the byte is named', () => {
  for (const [text, message] of [
    ['hello', /no JSON from byte 0 on/],
    ['{"startTime": 5, nodes', /no JSON from byte 17 on/],
    ['{"startTi', /ends too early, after 9 bytes/],
    ['{"nodes":[', /ends too early, after 10 bytes/],
    ['{"nodes":[{"id":1,"callFr', /ends too early, after 25 bytes/],
    ['{"head":', /ends too early, after 8 bytes/],
    ['[{"name":"Profile"', /ends too early, after 18 bytes/],
    ['"text"', /no JSON from byte 0 on/],
  ] as const)
    assert.throws(() => readText(text), { name: 'UserError', message }, text);
});

test('more than a buffer of the page can hold is refused by its size', () => {
  const huge = Object.defineProperty(new Uint8Array(0), 'length', { value: 2 ** 31 });
  assert.throws(() => readProfiles(huge, 'big.cpuprofile'), {
    name: 'UserError',
    message: /2147 MB; .* up to 2147 MB/,
  });
});
