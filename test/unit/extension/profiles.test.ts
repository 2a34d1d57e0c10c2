/** Profile files by name, and scripts by path. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inThreadOrder, isProfileName, threadOfName } from '../../../src/profiler/capture/format/profileNames.ts';
import { agreement, literalGlob, scriptPathOf } from '../../../src/extension/sources/scriptPath.ts';

test('process and thread come from the names that Node and this profiler give, and from no other', () => {
  const named = (name: string) => Object.values(threadOfName(name));
  assert.deepEqual(named('CPU.20261121.035050.4711.0.001.cpuprofile'), [4711, 0]);
  assert.deepEqual(named('Heap.20261121.035050.4711.12.003.heapprofile'), [4711, 12]);
  assert.deepEqual(named('CPU.4711-3.cpuprofile'), [4711, 3]);
  for (const other of ['my.cpuprofile', 'CPU.1.cpuprofile', 'vscode-profile-2026-11-21-03-50-50.cpuprofile']) {
    assert.deepEqual(named(other), [null, null], other);
  }
});

test('a folder shows its profiles and nothing else, processes and their main threads first', () => {
  assert.deepEqual(['a.cpuprofile', 'b.heapprofile', 'B.CPUPROFILE', 'c.json', 'cpuprofile'].filter(isProfileName), [
    'a.cpuprofile',
    'b.heapprofile',
    'B.CPUPROFILE',
  ]);
  const names = ['other.cpuprofile', 'CPU.9-0.cpuprofile', 'CPU.10-0.cpuprofile', 'CPU.9-2.cpuprofile'];
  const ordered = inThreadOrder(names.map((name) => ({ name, ...threadOfName(name) })));
  assert.deepEqual(
    ordered.map(({ name }) => name),
    ['CPU.9-0.cpuprofile', 'CPU.9-2.cpuprofile', 'CPU.10-0.cpuprofile', 'other.cpuprofile'],
  );
});

test('a script is found by its path, however the profile writes it', () => {
  const wanted: [string, string | null, string[]][] = [
    ['/srv/app/a%20b.js', '/srv/app/a%20b.js', ['srv', 'app', 'a%20b.js']],
    ['file:///srv/app/a%20b.js', '/srv/app/a b.js', ['srv', 'app', 'a b.js']],
    ['file:///C:/app/a.js', 'C:/app/a.js', ['C:', 'app', 'a.js']],
    ['C:\\app\\a.js', 'C:\\app\\a.js', ['C:', 'app', 'a.js']],
    ['./src/../src/a.js', null, ['src', 'a.js']],
    ['http://localhost:3000/src/a.js?t=1', null, ['src', 'a.js']],
    ['webpack://shop/./src/a.ts?1a2b', null, ['src', 'a.ts']],
    ['webpack-internal:///./src/a.ts', null, ['src', 'a.ts']],
  ];
  for (const [script, absolute, segments] of wanted) assert.deepEqual(scriptPathOf(script), { absolute, segments });
});

test('what is no file has no path', () => {
  for (const script of [
    ...['', 'node:fs', 'node:internal/modules/cjs/loader', '[eval]', 'evalmachine.<anonymous>', '<anonymous>'],
    ...['wasm://wasm/0a1b2c', 'data:text/javascript,1', 'file:///', '/'],
  ]) {
    assert.equal(scriptPathOf(script), null, script);
  }
});

test('paths agree from their ends, whatever the case', () => {
  assert.equal(agreement(['srv', 'app', 'src', 'a.js'], ['home', 'me', 'app', 'SRC', 'a.js']), 3);
  assert.equal(agreement(['a.js'], ['x', 'b.js']), 0);
  assert.equal(agreement(['a.js'], ['a.js']), 1);
});

test('a name with the signs of a glob finds itself', () => {
  assert.equal(literalGlob('[id].{a}.js'), '[[]id[]].[{]a[}].js');
});
