/** What the list of captures says, and what a capture can be made to do again. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { describeCapture, iconOf, tooltipOf } from '../../../src/extension/captures/describeCapture.ts';
import type { ListedCapture } from '../../../src/extension/captures/listedCapture.ts';
import { othersFor } from '../../../src/extension/compare/othersFor.ts';
import { commandOf } from '../../../src/extension/captures/profileAgain.ts';

const capture: ListedCapture = {
  dir: '/captures/one',
  script: '/project/server.js',
  command: ['node', 'server.js'],
  cwd: '/project',
  nodeVersion: 'v22.1.0',
  startedAt: '2026-03-10T11:55:00.000Z',
  wallMs: 3210,
  endedBy: 'stopped',
  exitCode: null,
  attached: false,
  verdict: { class: 'io-bound', summary: 'It waits.' },
};
const now = new Date('2026-03-10T12:00:00Z');

test('an entry tells class, duration and age, as far as they are known', () => {
  assert.equal(describeCapture(capture, now), 'I/O-bound · 3.2 s · 5 min ago');
  assert.equal(describeCapture({ ...capture, verdict: null, wallMs: null }, now), '5 min ago');
  // 0 is a duration.
  assert.equal(describeCapture({ ...capture, wallMs: 0 }, now), 'I/O-bound · 0 ms · 5 min ago');
});

test('every class has an icon of its own, and so has a capture without one', () => {
  const classes = ['cpu-bound', 'io-bound', 'mixed', 'insufficient-data'] as const;
  const icons = [...classes.map((name) => iconOf({ ...capture, verdict: { class: name, summary: '' } }))];
  assert.equal(new Set([...icons, iconOf({ ...capture, verdict: null })]).size, classes.length + 1);
});

test('a tooltip shows names as text, whatever they hold', () => {
  const text = tooltipOf({ ...capture, command: ['node', '[x](command:evil)', '<b>'] });
  assert.ok(text.includes('\\[x\\]\\(command:evil\\)'));
  assert.ok(text.includes('\\<b\\>'));
  assert.match(text, /Stopped by you/);
});

test('a tooltip names the class once', () => {
  const text = tooltipOf({ ...capture, verdict: { class: 'io-bound', summary: 'I/O-bound: it waits.' } });
  assert.match(text, /^\*\*I\/O-bound\.\*\* It waits\\\.\n/);
});

test('a past run is repeated with its arguments in its folder', () => {
  const cwd = path.resolve('/project');
  const script = path.join(cwd, 'src', 'server.ts');
  const command = ['node', '--no-warnings', path.join('src', 'server.ts'), '--port', '0'];
  assert.deepEqual(commandOf({ script, command, cwd }), { script, repeat: { args: ['--port', '0'], cwd } });
  assert.deepEqual(commandOf({ script, command: ['npm', 'start'], cwd }), { script, repeat: { args: [], cwd } });
  assert.equal(commandOf({ script: null, command, cwd }), null);
});

test('a capture is compared with earlier runs of the same program first', () => {
  const other = { ...capture, dir: '/captures/two', script: '/project/other.js' };
  const same = { ...capture, dir: '/captures/three' };
  const dirs = othersFor(capture, [capture, other, same]).map(({ dir }) => dir);
  assert.deepEqual(dirs, ['/captures/three', '/captures/two']);
  // A capture that names no script is like no other.
  const without = { ...capture, dir: '/captures/four', script: null };
  assert.equal(othersFor(without, [other, { ...same, script: null }])[0], other);
});
