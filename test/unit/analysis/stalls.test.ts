import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../src/profiler/analysis/index.ts';
import { drawCapture } from './drawnCapture.ts';
import { native } from './drawnProfile.ts';

const stallsOf = (drawing: string) =>
  analyse(drawCapture({ threads: [{ drawing, frames: { r: native('run') } }] })).stalls.map(
    ({ name, startMs, durationMs }) => `${name} ${startMs}+${durationMs}`,
  );

test('stretches of 50 ms without idle are stalls, the longest first', () => {
  const drawing = `${'.'.repeat(10)}${'a'.repeat(60)}.${'b'.repeat(49)}.${'c'.repeat(80)}`;
  assert.deepEqual(stallsOf(drawing), ['c 121+80', 'a 10+60']);
});

test('a stall is named after the developer’s function that dominates it, natives and collection included', () => {
  const top = `${'a'.repeat(40)}${'b'.repeat(30)}${'#'.repeat(50)}`;
  const below = `${' '.repeat(10)}${'r'.repeat(30)}`;
  assert.deepEqual(stallsOf(`${top}\n${below}`), ['a 0+120']);
});

test('a program that never yields is one stall', () => {
  assert.deepEqual(stallsOf('a'.repeat(500)), ['a 0+500']);
});

test('Node’s own start is no stall of the program', () => {
  const frames = { n: { name: 'load', url: 'node:internal/modules/esm/loader' } };
  const drawing = `${'n'.repeat(200)}${'a'.repeat(60)}`;
  const { stalls } = analyse(drawCapture({ threads: [{ drawing, frames }] }));
  assert.deepEqual(
    stalls.map(({ name, durationMs }) => `${name} ${durationMs}`),
    ['a 60'],
  );
});
