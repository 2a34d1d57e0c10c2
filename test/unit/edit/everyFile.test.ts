/** On any source, the planners answer, and what they write parses; a plan is not made twice. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { findIndependentAwaits } from '../../../src/profiler/capture/independentAwaits.ts';
import { applyPlan } from '../../../src/profiler/edit/applyPlan.ts';
import { planEdit, type EditPlan, type ProjectFiles } from '../../../src/profiler/edit/index.ts';
import { parseScript } from '../../../src/profiler/syntax/parse.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const sources = ['src', 'test', 'examples', 'scripts', 'bench']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.join(root, folder, file),
    ),
  )
  .filter((file) => /\.[mc]?[jt]sx?$/.test(file) && !/node_modules|\.d\.ts$/.test(file));

/** Lines on which something could be planned; on the others the answer is one and the same. */
const interesting = (line: string) => /await|Promise\.all|Sync\(|randomBytes\(/.test(line);

/** Each line is parsed and planned anew: so many of a file, evenly over its length, keep the test within seconds. */
const mostLines = 3;

function linesOf(text: string): number[] {
  const lines = text.split('\n').flatMap((line, index) => (interesting(line) ? [index + 1] : []));
  const step = Math.max(1, lines.length / mostLines);
  return Array.from({ length: Math.min(mostLines, lines.length) }, (_, at) => lines[Math.floor(at * step)]!);
}

const kinds = [{ kind: 'bound-awaits', limit: 4 }, { kind: 'use-promise-version' }] as const;

function changed(plan: EditPlan, files: ProjectFiles, file: string): string {
  const text = applyPlan(plan, files).get(file)!;
  assert.doesNotThrow(
    () =>
      parseScript(text, file, /^(?:import|export)\b/m.test(text) || file.endsWith('.mjs') ? 'module' : 'unambiguous'),
    `${file} after "${plan.title}":\n${text}`,
  );
  return text;
}

test('every file of this repository, planned at lines that await or block', () => {
  const counts = { plans: 0, refusals: 0 };
  for (const file of sources) {
    const text = readFileSync(file, 'utf8');
    const files: ProjectFiles = { read: (path) => (path === file ? text : null) };
    for (const line of linesOf(text)) {
      const location = { file, line, column: 1 };
      for (const kind of kinds) {
        const result = planEdit({ ...kind, location }, files);
        if (!result.ok) {
          assert.match(result.reason, /^\S.*\.$/s, `${file}:${location.line}`);
          counts.refusals += 1;
          continue;
        }
        counts.plans += 1;
        changed(result.plan, files, file);
      }
    }
  }
  assert.ok(counts.plans > 20 && counts.refusals > 200, JSON.stringify(counts));
});

test('a plan for a loop agrees with what the verdict calls independent', () => {
  const loops = [
    'const r = [];\nfor (const x of xs) {\n  r.push(await get(x));\n}',
    'for (let i = 0; i < 9; i++) {\n  out[i] = await get(i);\n}',
    'let s = 0;\nfor (const x of xs) {\n  s += await get(x);\n}',
    'let c;\nfor (const x of xs) {\n  c = await get(x, c);\n}',
    'for (const x of xs) {\n  await next();\n}',
    'for (const x of xs) {\n  if (await get(x)) break;\n}',
  ];
  for (const [index, text] of loops.entries()) {
    const line = text.split('\n').findIndex((one) => one.includes('await')) + 1;
    const files: ProjectFiles = { read: (file) => (file === '/p/a.mjs' ? text : null) };
    const result = planEdit({ kind: 'bound-awaits', limit: 4, location: { file: '/p/a.mjs', line, column: 1 } }, files);
    const found = findIndependentAwaits(parseScript(text, '/p/a.mjs', 'module').program).includes(line);
    assert.deepEqual([index, result.ok], [index, found]);
  }
});
