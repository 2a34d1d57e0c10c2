/** Limits that an edit raises, in programs that are really run: the same results, and as many in flight as asked for. */
import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { planEdit } from '../../src/profiler/edit/index.ts';
import { applyToDisk, makeProject, onDisk, runProgram } from './editedProject.ts';

const root = path.resolve(import.meta.dirname, '../..');
const ask = `let inFlight = 0;
let most = 0;
async function ask(id) {
  most = Math.max(most, ++inFlight);
  await new Promise((resolve) => setTimeout(resolve, 5));
  inFlight--;
  return id * 7;
}
const ids = Array.from({ length: 24 }, (_, at) => at);
const tell = (answers) => {
  console.log(answers.join());
  console.error(most);
};
`;
const programs = {
  'main.mjs': ["import pMap from 'p-map';", 'tell(await pMap(ids, ask, { concurrency: 3 }));'],
  'main.cjs': [
    "const pLimit = require('p-limit');",
    'const atATime = 3;\nconst limit = pLimit(atATime);\nPromise.all(ids.map((id) => limit(() => ask(id)))).then(tell);',
  ],
  'main.ts': [
    "import pMap from 'p-map';\nconst concurrency: number = 3;",
    'void pMap(ids, ask, { concurrency }).then(tell);',
  ],
};

for (const [name, [brings, use]] of Object.entries(programs)) {
  test(`${name} has the same results with a higher limit, and more calls in flight`, async (context) => {
    const typed = name.endsWith('.ts')
      ? ask.replace('(id)', '(id: number)').replace('(answers)', '(answers: number[])')
      : ask;
    const folder = makeProject(context, {
      [name]: `${brings}\n${typed}${use}\n`,
      'package.json': '{ "type": "module" }\n',
    });
    mkdirSync(path.join(folder, 'node_modules'));
    for (const one of ['p-map', 'p-limit', 'yocto-queue'])
      symlinkSync(path.join(root, 'node_modules', one), path.join(folder, 'node_modules', one), 'junction');
    const before = await runProgram(folder, name);
    assert.equal(before.mostInFlight, 3);
    const location = { file: path.join(folder, name), line: brings!.split('\n').length + 4, column: 3 };
    const result = planEdit({ kind: 'change-limit', location, callers: [], from: 3, limit: 8 }, onDisk);
    assert.ok(result.ok, result.ok ? '' : result.reason);
    applyToDisk(result.plan, folder);
    const after = await runProgram(folder, name);
    assert.equal(after.output, before.output);
    assert.equal(after.mostInFlight, 8);
  });
}
