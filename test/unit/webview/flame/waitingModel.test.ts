import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WaitingNode } from '../../../../src/profiler/report.ts';
import { kindHue, knownKinds } from '../../../../src/webview/flame/kindColours.ts';
import { buildWaitingModel, type WaitingModel } from '../../../../src/webview/flame/waitingModel.ts';
import { waitingColours, waitingSource } from '../../../../src/webview/flame/waitingSource.ts';

/** Idle and summed waits of a leaf; a caller's are those of its callees. */
const leaf = (name: string, kind: string, idleMs: number, waitMs = idleMs): WaitingNode => ({
  name,
  location: null,
  idleMs,
  waitMs,
  count: 1,
  kind,
  children: [],
});
const caller = (name: string, line: number | null, ...children: WaitingNode[]): WaitingNode => ({
  name,
  location: line === null ? null : { file: '/app/main.js', line, column: 1 },
  idleMs: children.reduce((sum, child) => sum + child.idleMs, 0),
  waitMs: children.reduce((sum, child) => sum + child.waitMs, 0),
  count: children.length,
  children,
});

/** A row a line: `name from-to`, in ticks of a microsecond. */
const drawn = ({ intervals: { rowStart, start, end, frame }, nodes }: WaitingModel): string[] =>
  Array.from({ length: rowStart.length - 1 }, (_, row) =>
    Array.from({ length: (rowStart[row + 1] ?? 0) - (rowStart[row] ?? 0) }, (_unused, at) => {
      const box = (rowStart[row] ?? 0) + at;
      return `${nodes[frame[box] ?? -1]?.name} ${start[box]}-${end[box]}`;
    }).join(', '),
  );

const tree = caller(
  '(waiting)',
  null,
  caller('save', 4, leaf('writeFile', 'fs', 1, 90)),
  caller('load', 9, leaf('readFile', 'fs', 2, 2), leaf('request', 'http', 3, 30)),
);

test('boxes are as wide as the loop waited, widest first, callers above callees', () => {
  assert.deepEqual(drawn(buildWaitingModel(tree, 'idleMs')), [
    '(waiting) 0-6000',
    'load 0-5000, save 5000-6000',
    'request 0-3000, readFile 3000-5000, writeFile 5000-6000',
  ]);
});

test('boxes can be as wide as all waits', () => {
  assert.deepEqual(drawn(buildWaitingModel(tree, 'waitMs')), [
    '(waiting) 0-122000',
    'save 0-90000, load 90000-122000',
    'writeFile 0-90000, request 90000-120000, readFile 120000-122000',
  ]);
});

test('a caller that waited itself is wider than its callees, and they begin where it begins', () => {
  const own = { ...caller('own', 1, leaf('read', 'fs', 2)), idleMs: 5 };
  assert.deepEqual(drawn(buildWaitingModel(own, 'idleMs')), ['own 0-5000', 'read 0-2000']);
});

test('callees never stand out beyond their caller, whatever the numbers are rounded to', () => {
  const many = caller('many', 1, ...Array.from({ length: 7 }, (_, at) => leaf(`r${at}`, 'fs', 1 / 7)));
  const model = buildWaitingModel({ ...many, idleMs: 0.9 }, 'idleMs');
  const { end, start, rowStart } = model.intervals;
  assert.equal(end[0], 900);
  for (let box = rowStart[1] ?? 0; box < end.length; box++) {
    assert.ok((end[box] ?? 0) <= 900 && (start[box] ?? 0) < (end[box] ?? 0), `box ${box}`);
    if (box > 1) assert.ok((start[box] ?? 0) >= (end[box - 1] ?? 0), `box ${box} overlaps`);
  }
});

test('waits of many hours still fit into whole ticks', () => {
  const hours = 100 * 3_600_000;
  const model = buildWaitingModel(
    caller('(waiting)', null, leaf('get', 'http', hours), leaf('set', 'http', hours / 4)),
    'waitMs',
  );
  const { end, start } = model.intervals;
  assert.equal(end[0], 2 ** 31);
  assert.equal(start[2], Math.round(2 ** 31 / 1.25));
  assert.ok(Math.abs(model.weightPerTick * 2 ** 31 - hours * 1.25 * 1000) < 1);
});

test('nothing waited for is nothing to draw', () => {
  assert.deepEqual(drawn(buildWaitingModel(caller('(waiting)', null), 'idleMs')), []);
  assert.deepEqual(drawn(buildWaitingModel(caller('(waiting)', null, leaf('x', 'fs', 0, 5)), 'idleMs')), []);
});

test('the kinds of the whole go from most to least; a caller has the kind it waited most for', () => {
  const model = buildWaitingModel(tree, 'idleMs');
  assert.deepEqual(model.kinds, [
    { kind: 'fs', ms: 3 },
    { kind: 'http', ms: 3 },
  ]);
  const kindOf = (name: string) => model.kindOfNode[model.nodes.findIndex((node) => node.name === name)];
  assert.deepEqual(['load', 'save', 'request'].map(kindOf), ['http', 'fs', 'http']);
});

test('an operation without a line of its own leads to that of its caller', () => {
  const model = buildWaitingModel(tree, 'idleMs');
  const lineOf = (name: string) => model.locationOfNode[model.nodes.findIndex((node) => node.name === name)]?.line;
  assert.deepEqual(['(waiting)', 'load', 'request', 'writeFile'].map(lineOf), [undefined, 9, 9, 4]);
});

test('operations have the colour of their kind, callers a paler one, and kinds differ', () => {
  const { shade, name } = waitingSource(buildWaitingModel(tree, 'idleMs'));
  const colours = waitingColours('dark');
  const shades = new Map([0, 1, 2, 3, 4, 5].map((box) => [name(box), colours[shade(box)]?.fill]));
  assert.equal(shades.get('readFile'), shades.get('writeFile'));
  assert.notEqual(shades.get('readFile'), shades.get('request'));
  assert.notEqual(shades.get('readFile'), shades.get('save'));
  assert.equal(new Set(knownKinds.map(kindHue)).size, knownKinds.length);
});
