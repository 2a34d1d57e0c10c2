/** Which commands run one program. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSameProgram, programOf } from '../../../src/profiler/compare/programs.ts';
import type { RunInfo } from '../../../src/profiler/report.ts';

const run = (command: string, cwd = '/project') => ({ command: command.split(' '), cwd }) as RunInfo;

for (const [one, other, why] of [
  [run('node main.mjs'), run('/usr/bin/node ./main.mjs'), 'another binary, and a dot'],
  [run('node main.mjs'), run('node /project/main.mjs'), 'written from the root'],
  [run('node src/main.mjs'), run('node main.mjs', '/project/src'), 'started in another folder'],
  [run('node src/main.mjs'), run('node src/main.mjs', '/copy'), 'in a copy of the project'],
  [run('node --import tsx main.ts --n 4'), run('node main.ts'), 'options of Node, and arguments'],
  [run('node -r ./hook.js --max-old-space-size=4096 main.js'), run('node main.js'), 'options with a value'],
  [run('node server.mjs'), run('node server.cluster.mjs'), 'the file by which we run it in a cluster'],
  [run('node C:\\app\\main.js', 'C:\\app'), run('node main.js', 'C:\\app'), 'on Windows'],
] as const)
  test(`one program: ${why}`, () => assert.ok(isSameProgram(one, other) && isSameProgram(other, one)));

for (const [one, other, why] of [
  [run('node a.mjs'), run('node b.mjs'), 'another script'],
  [run('node a/main.mjs'), run('node b/main.mjs'), 'a script of that name in another folder'],
  [run('node main.js'), run('node main.mjs'), 'another ending'],
  [run('node -e 1'), run('node -e 2'), 'other code'],
  [run('node build.js'), run('deno'), 'another command'],
] as const)
  test(`two programs: ${why}`, () => assert.ok(!isSameProgram(one, other) && !isSameProgram(other, one)));

test('what stands before the script is for Node, what stands behind it for the program', () => {
  const { nodeOptions, arguments: own, shown } = programOf(run('node --import tsx --enable-source-maps main.ts --n 4'));
  assert.deepEqual(nodeOptions, ['--import', 'tsx', '--enable-source-maps']);
  assert.deepEqual(own, ['--n', '4']);
  assert.equal(shown, 'main.ts');
});
