/** Sample programs, before and after a function is moved into workers: same output, and really that many threads. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { applyOnDisk, projectOnDisk, run, type Ended } from './editWorkersProject.ts';

const options = { timeout: 120_000 };

interface Sample {
  readonly file: string;
  readonly name: string;
  readonly text: string;
  readonly more?: Readonly<Record<string, string>>;
  /** Of Node.js, before the file. */
  readonly flags?: readonly string[];
}

/** Long enough that one worker cannot take all tasks before the other has started. */
const burn = 'let sum = 0;\n  for (let i = 0; i < 2e6; i++) sum += Math.sqrt(i % n);';

const samples: readonly Sample[] = [
  {
    file: 'esm.mjs',
    name: 'crunch',
    text: `import { createHash } from 'node:crypto';

const rounds = [1, 2, 3];
const digest = (text) => createHash('sha256').update(text).digest('hex');

function crunch(n, label = 'sum') {
  ${burn}
  return { n, text: rounds.map((round) => digest(label + round + sum)).join() };
}

const results = [];
for (let n = 1; n <= 8; n++) {
  results.push(crunch(n));
}
let length = 0;
for (const { n } of results) length += crunch(n, 'again').text.length;
console.log(results, length, digest('x'));
`,
  },
  {
    file: 'commonjs.cjs',
    name: 'crunch',
    text: `'use strict';
const { createHash } = require('node:crypto');

function crunch(n) {
  ${burn}
  return createHash('md5').update(String(sum)).digest('hex');
}

function crunchAll(numbers) {
  return numbers.map((n) => crunch(n)).join();
}

function main() {
  console.log(crunchAll([1, 2, 3, 4, 5, 6, 7, 8]));
}

main();
`,
  },
  {
    file: 'typed.ts',
    name: 'crunch',
    flags: ['--import', 'tsx'],
    more: { 'scale.ts': 'export const scale = (n: number): number => n * 2;\n' },
    text: `import { scale } from './scale.ts';

interface Input {
  readonly n: number;
}
const factor = 2;

function crunch({ n }: Input): number {
  ${burn}
  return scale(sum) * factor;
}

const inputs: Input[] = Array.from({ length: 8 }, (_, n) => ({ n: n + 1 }));
const sums: number[] = [];
for (const input of inputs) {
  sums.push(crunch(input));
}
console.log(sums, factor);
`,
  },
];

const packageJson = '{ "type": "module", "dependencies": {} }\n';

async function before(t: TestContext, { file, text, more, flags = [] }: Sample) {
  const folder = projectOnDisk(t, { ...more, [file]: text, 'package.json': packageJson });
  return { folder, ended: await run(t, folder, [...flags, file]) };
}

const lineOf = (text: string, name: string) =>
  text.split('\n').findIndex((line) => line.includes(`function ${name}`)) + 1;

const same = ({ code, signal, stdout }: Ended) => ({ code, signal, stdout });

/** Lets each task name its thread on stderr, past the streams that a worker shares with the main thread. */
function tellThreads(workerFile: string): void {
  const text = readFileSync(workerFile, 'utf8');
  const isCommonJs = text.includes('module.exports');
  const bring = (names: string, module: string) =>
    isCommonJs ? `const ${names} = require('${module}');\n` : `import ${names} from '${module}';\n`;
  const told = text.replace('=> crunch(...args)', "=> (writeSync(2, 'worker ' + threadId + '\\n'), crunch(...args))");
  assert.notEqual(told, text);
  writeFileSync(workerFile, bring('{ writeSync }', 'node:fs') + bring('{ threadId }', 'node:worker_threads') + told);
}

for (const sample of samples) {
  const { file, name, text, flags = [] } = sample;
  test(`${file} prints the same with its function in workers, and uses as many as it was given`, options, async (t) => {
    const { folder, ended } = await before(t, sample);
    assert.equal(ended.code, 0, ended.stderr);
    const location = { file: path.join(folder, file), line: lineOf(text, name), column: 1 };
    const plan = applyOnDisk({ kind: 'move-to-worker', name, location, size: 2 });
    assert.deepEqual(
      plan.packages.map((one) => one.name),
      ['piscina'],
    );
    assert.match(readFileSync(path.join(folder, 'package.json'), 'utf8'), /"piscina": "\^/);
    const after = await run(t, folder, [...flags, file]);
    assert.deepEqual(same(after), same(ended), after.stderr);

    tellThreads(path.join(folder, file.replace(/(\.\w+)$/, '.worker$1')));
    const told = await run(t, folder, [...flags, file]);
    assert.equal(told.stdout, ended.stdout);
    const threads = new Set(told.stderr.match(/worker \d+/g) ?? []);
    assert.equal(threads.size, 2, told.stderr);
  });
}

test(
  'a program that never calls the function ends by itself, and one that throws in it ends as before',
  options,
  async (t) => {
    const text = (call: string) => `function crunch(n) {
  if (n < 0) throw new RangeError('negative');
  return n;
}

async function all(numbers) {
  return numbers.map((n) => crunch(n));
}

${call}
console.log('end');
`;
    for (const [call, code] of [
      ['if (process.argv.length > 5) await all([1]);', 0],
      ['await all([1, -1]);', 1],
      [
        `try {\n  await all([-1, 2]);\n} catch (error) {\n  console.log(error instanceof RangeError, error.message);\n}`,
        0,
      ],
    ] as const) {
      const sample = { file: 'ends.mjs', name: 'crunch', text: text(call) };
      const { folder, ended } = await before(t, sample);
      applyOnDisk({
        kind: 'move-to-worker',
        name: 'crunch',
        location: { file: path.join(folder, sample.file), line: 1, column: 1 },
        size: 2,
      });
      const after = await run(t, folder, [sample.file]);
      assert.equal(ended.code, code);
      assert.deepEqual(same(after), same(ended), after.stderr);
      if (code === 1) assert.match(after.stderr, /RangeError: negative/);
    }
  },
);
