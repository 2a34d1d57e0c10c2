import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HotFunction } from '../../../../src/profiler/report.ts';
import { classifyFrame } from '../../../../src/webview/flame/classifyFrame.ts';
import { waitingColours } from '../../../../src/webview/flame/waitingSource.ts';
import {
  boxColours,
  emphases,
  hashOf,
  paletteSize,
  shadeRow,
  type ThemeKind,
} from '../../../../src/webview/flame/colours.ts';
import { shadeKey } from '../../../../src/webview/viewer/model/index.ts';
import { frameLocation, pathOf } from '../../../../src/webview/flame/frameLocation.ts';
import { clipLabel } from '../../../../src/webview/flame/paintBoxes.ts';
import type { FlameFrame } from '../../../../src/webview/flame/sampledProfile.ts';

const owners: readonly [name: string, url: string, scriptId: string, expected: string][] = [
  ['work', 'file:///home/ada/app.js', '80', 'call user'],
  ['read', 'node:fs', '12', 'call node'],
  ['emit', 'events.js', '12', 'call node'],
  ['load', 'internal/modules/cjs/loader.js', '12', 'call node'],
  ['sort', '', '0', 'call native'],
  ['evaluated', '', '91', 'call user'],
  ['sum', 'wasm://wasm/1234', '92', 'call native'],
  ['x', 'file:///a/node_modules/left-pad/index.js', '80', 'call dependency left-pad'],
  ['x', 'file:///a/node_modules/p/node_modules/@scope/q/lib/x.js', '80', 'call dependency @scope/q'],
  ['x', 'C:\\a\\node_modules\\@scope\\q\\x.js', '80', 'call dependency @scope/q'],
  ['(idle)', '', '0', 'idle program'],
  ['(garbage collector)', '', '0', 'gc gc'],
  ['(program)', '', '0', 'program program'],
  ['(root)', '', '0', 'root program'],
];
for (const [name, url, scriptId, expected] of owners)
  test(`${name} of ${url || `script ${scriptId}`} is ${expected}`, () => {
    const { role, category, packageName } = classifyFrame({ name, url, scriptId });
    assert.equal([role, category, packageName].filter(Boolean).join(' '), expected);
  });

const frame = (change: Partial<FlameFrame>): FlameFrame => ({
  name: 'work',
  url: 'file:///home/ada/app.js',
  line: 12,
  column: 3,
  role: 'call',
  category: 'user',
  packageName: null,
  ...change,
});

const shadeOf = (shown: FlameFrame) => shadeRow(shadeKey(shown, 'package'));

test('a function keeps its colour whatever its line, and code of different owners differs', () => {
  assert.equal(shadeOf(frame({})), shadeOf(frame({ line: 90 })));
  const owned = [frame({}), frame({ category: 'node' }), frame({ category: 'native' }), frame({ category: 'gc' })];
  assert.equal(new Set(owned.map(shadeOf)).size, owned.length);
});

test('every shade lies within the palette of every theme', () => {
  for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-light'] satisfies ThemeKind[])
    assert.equal(boxColours(theme).length, paletteSize * emphases.length);
  for (const category of ['user', 'dependency', 'node', 'native', 'gc', 'program'] as const)
    for (let at = 0; at < 200; at++) {
      const shade = shadeOf(frame({ name: `f${at}`, category, packageName: `package-${at}` }));
      assert.ok(shade >= 0 && shade < paletteSize);
    }
});

test('labels can be read on their boxes: contrast of at least 4.5 in every theme', () => {
  for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-light'] satisfies ThemeKind[])
    for (const { fill, text } of [...boxColours(theme), ...waitingColours(theme)]) {
      const [high, low] = [luminance(fill), luminance(text)].sort((a, b) => b - a) as [number, number];
      const contrast = (high + 0.05) / (low + 0.05);
      assert.ok(contrast >= 4.5, `${theme}: ${text} on ${fill} has ${contrast.toFixed(2)}`);
    }
});

test('the pixel of a colour is the colour itself', () => {
  for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-light'] satisfies ThemeKind[])
    for (const { fill, pixel } of boxColours(theme)) {
      const channels = [pixel & 255, (pixel >>> 8) & 255, (pixel >>> 16) & 255];
      const expected = [0, 8, 4].map((offset) => Math.round(255 * channelOf(fill, offset)));
      assert.deepEqual(channels, expected, `${theme}: ${fill}`);
      assert.ok(
        expected.every((channel) => channel >= 0 && channel <= 255),
        fill,
      );
      assert.equal(pixel >>> 24, 255);
    }
});

/** Red, green or blue (0, 8, 4) of `hsl(h s% l%)`, 0..1. */
function channelOf(colour: string, offset: number): number {
  const [hue = 0, saturation = 0, lightness = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  const l = lightness / 100;
  const k = (offset + hue / 30) % 12;
  return l - (saturation / 100) * Math.min(l, 1 - l) * Math.max(-1, Math.min(k - 3, 9 - k, 1));
}

/** Relative luminance as WCAG defines it, of `hsl(h s% l%)`. */
function luminance(colour: string): number {
  const linear = (value: number) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const [red = 0, green = 0, blue = 0] = [0, 8, 4].map((offset) => linear(channelOf(colour, offset)));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test('the hash spreads package names over the shades', () => {
  const counts = new Array<number>(8).fill(0);
  for (let at = 0; at < 800; at++) {
    const slot = hashOf(`package-${at}`) % 8;
    counts[slot] = (counts[slot] ?? 0) + 1;
  }
  assert.ok(Math.min(...counts) > 50, counts.join(' '));
});

const hot = (name: string, file: string, line: number): HotFunction => ({
  name,
  location: { file, line, column: 1 },
  selfMs: 1,
  totalMs: 1,
  selfShare: 0,
  totalShare: 0,
  calls: null,
  category: 'user',
  lines: [],
});

test('a frame opens at the place that the report knows', () => {
  const raw = { file: '/home/ada/app.js', line: 12, column: 3 };
  assert.deepEqual(frameLocation(frame({}), []), raw);
  // Source-mapped to another file: the name alone is enough when it occurs once.
  assert.equal(frameLocation(frame({}), [hot('work', '/home/ada/app.ts', 30)])?.line, 30);
  // Two of that name elsewhere: none of them for sure.
  assert.deepEqual(frameLocation(frame({}), [hot('work', '/a.ts', 1), hot('work', '/b.ts', 2)]), raw);
  // The same file with moved lines.
  assert.equal(frameLocation(frame({}), [hot('work', '/home/ada/app.js', 7), hot('work', '/b.ts', 2)])?.line, 7);
  // An exact match wins over a namesake in the same file.
  assert.equal(
    frameLocation(frame({}), [hot('work', '/home/ada/app.js', 7), hot('work', '/home/ada/app.js', 12)])?.line,
    12,
  );
  assert.equal(frameLocation(frame({ url: '', line: null }), []), null);
});

test('file urls become paths', () => {
  assert.equal(pathOf('file:///home/a%20b/c.js'), '/home/a b/c.js');
  assert.equal(pathOf('file:///C:/a/b.js'), 'C:\\a\\b.js');
  assert.equal(pathOf('file:///100%/x.js'), '/100%/x.js');
  assert.equal(pathOf('node:fs'), 'node:fs');
});

test('labels are cut to the room they have', () => {
  assert.equal(clipLabel('resample', 8), 'resample');
  assert.equal(clipLabel('resample', 5), 'resa…');
  assert.equal(clipLabel('resample', 1), '…');
});
