/** Which running programs "Attach…" offers, and what it says meanwhile. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { nameOf, parsePs, withoutEditor, type NodeProcess } from '../../../src/extension/attach/nodeProcesses.ts';
import { attachLine } from '../../../src/extension/wording.ts';
import { defaultAttachSeconds } from '../../../src/profiler/launch/attach/api.ts';

const running = (pid: number, parentPid: number, command = 'node app.js'): NodeProcess => ({
  pid,
  parentPid,
  name: 'app.js',
  command,
  cwd: null,
});

test('a program is known by its file', () => {
  assert.equal(nameOf(['node', '--max-old-space-size=99', '/srv/api/server.mjs', '--port', '1']), 'server.mjs');
  assert.equal(nameOf(['/usr/bin/node', '-e', 'setInterval(() => {}, 9)']), '[eval]');
  assert.equal(nameOf(['node']), '[eval]');
});

test('a process list is read, and only Node is taken', () => {
  const list = parsePs(' 12  1 /usr/local/bin/node server.js\n 13 12 /bin/zsh -l\n 14 12 node20 -e 1\nnonsense\n');
  assert.deepEqual(
    list.map(({ pid, parentPid, name }) => ({ pid, parentPid, name })),
    [
      { pid: 12, parentPid: 1, name: 'server.js' },
      { pid: 14, parentPid: 12, name: '[eval]' },
    ],
  );
});

test('the editor’s own processes are left out, other programs of its terminals are not', () => {
  const server = running(1, 0, 'node server-main.js');
  const host = running(2, 1, 'node bootstrap-fork --type=extensionHost');
  const languageServer = running(3, 2);
  const terminals = running(4, 1, 'node bootstrap-fork --type=ptyHost');
  const program = running(6, 5);
  assert.deepEqual(withoutEditor([server, host, languageServer, terminals, program], 2), [program]);
});

test('processes that name each other as parents do not hang the list', () => {
  const [one, two] = [running(7, 8), running(8, 7)];
  assert.deepEqual(withoutEditor([one, two], 2), [one, two]);
});

test('the progress never speaks of stopping the program', () => {
  const progress = { elapsedMs: 3000, cpuCores: 1, heapUsedBytes: 5e6, rssBytes: 0, samples: 1, threads: 1 };
  assert.equal(attachLine({ stage: 'starting', ...progress }, 10_000, 2), 'Connecting…');
  assert.match(attachLine({ stage: 'recording', ...progress }, 10_000, 2), /^0:03 · CPU 1\.0 of 2 cores.*, of 0:10$/);
  assert.equal(attachLine({ stage: 'stopping', ...progress }, 10_000, 2), 'Letting go of the program…');
});

test('editor and command line attach for as long, unless told otherwise', () => {
  const file = path.resolve(import.meta.dirname, '../../../package.json');
  const { properties } = JSON.parse(readFileSync(file, 'utf8')).contributes.configuration;
  assert.equal(properties['profileConcurrency.attachDuration'].default, defaultAttachSeconds);
});
