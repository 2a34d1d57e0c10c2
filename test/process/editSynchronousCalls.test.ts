/** Synchronous calls replaced in real programs: the same output, and the event loop turns meanwhile. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyToDisk, makeProject, planMarked, runProgram, typeCheck } from './editedProject.ts';

/** What `work` does on an input file; its result is printed, and whether a timer could fire while it ran. */
const calls: Readonly<Record<string, readonly [imported: string, module: string, body: string]>> = {
  readFile: ['readFileSync', 'fs', `return «readFileSync('input.txt', 'utf8').split('\\n');`],
  readdir: ['readdirSync', 'node:fs', `return «readdirSync('.').filter((name) => name.endsWith('.txt'));`],
  exists: ['existsSync', 'fs', `return [«existsSync('input.txt') ? 1 : 2, 3];`],
  hash: ['pbkdf2Sync', 'node:crypto', `return «pbkdf2Sync('a', 'b', 20000, 16, 'sha256').toString('hex');`],
  pack: ['gzipSync', 'zlib', `return «gzipSync('x'.repeat(10000)).length;`],
  command: ['execFileSync', 'node:child_process', `return «execFileSync(process.execPath, ['-p', '6 * 7']).length;`],
  text: ['execSync', 'child_process', `return «execSync('echo hello', { encoding: 'utf8' }).trim();`],
};

const ending = `
let turns = 0;
const timer = setInterval(() => (turns += 1), 0);
work().then((result) => {
  clearInterval(timer);
  console.log(JSON.stringify(result));
  console.error(turns > 0 ? 1 : 0);
});
`;

for (const kind of ['import', 'require'] as const)
  for (const [what, [imported, module, body]] of Object.entries(calls))
    test(`${kind}, ${what}: the same output`, async (context) => {
      const name = kind === 'import' ? 'main.mjs' : 'main.cjs';
      const head =
        kind === 'import'
          ? `import { ${imported} } from '${module}';`
          : `const { ${imported} } = require('${module}');`;
      const program = `${head}\n\nasync function work() {\n  ${body}\n}\n${ending}`;
      const folder = makeProject(context, { [name]: program, 'input.txt': 'one\ntwo\n' });
      const plan = planMarked(folder, name, 'use-promise-version');
      const before = await runProgram(folder, name);
      applyToDisk(plan, folder);
      const after = await runProgram(folder, name);
      assert.equal(after.output, before.output);
      // No timer fires in a synchronous call; during a process of several milliseconds, many do.
      assert.equal(before.mostInFlight, 0);
      if (what === 'command') assert.equal(after.mostInFlight, 1);
    });

test('TypeScript: types still hold, and no import stays behind unused', async (context) => {
  const parts = Object.entries(calls).map(([what, [imported, module, body]]) => {
    const head = `import { ${imported} } from '${module}';`;
    return [`${what}.ts`, `${head}\n\nexport async function work() {\n  ${body}\n}\n`] as const;
  });
  const folder = makeProject(context, { 'package.json': '{ "type": "module" }', ...Object.fromEntries(parts) });
  for (const [name] of parts) applyToDisk(planMarked(folder, name, 'use-promise-version'), folder);
  assert.equal(
    await typeCheck(
      folder,
      parts.map(([name]) => name),
      'nodenext',
    ),
    '',
  );
});
