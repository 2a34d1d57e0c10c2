/** Whatever the text, planners answer; and what they answer is source again. Seeded, so that a failure repeats. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { planEdit, type EditResult } from '../../../src/profiler/edit/index.ts';
import { openSource } from '../../../src/profiler/edit/source.ts';
import { applied, filesOf, root } from './project.ts';

const repository = path.resolve(import.meta.dirname, '../../..');
const programs = ['examples', 'test/fixtures/programs', 'src/profiler/compare'].flatMap((folder) =>
  readdirSync(path.join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[mc]?[jt]s$/.test(file) && !file.includes('node_modules'))
    .map((file) => ({
      file: `x${path.extname(file)}`,
      text: readFileSync(path.join(repository, folder, file), 'utf8'),
    })),
);

/** Of one program: enough for every kind, few enough for seconds. */
const mostFunctions = 3;

/** Mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function check(file: string, text: string): number {
  const project = { [file]: text, 'package.json': `{ "type": "module", "scripts": { "start": "node ${file}" } }` };
  const files = filesOf(project);
  const functions = [...text.matchAll(/(?:function\*? |const |let |class )(\w+)/g)].slice(0, mostFunctions);
  const results: EditResult[] = [
    planEdit({ kind: 'run-in-cluster', file: `${root}/${file}`, size: 2 }, files),
    planEdit({ kind: 'set-pool-size', file: `${root}/${file}`, size: 2 }, files),
    ...functions.map((match) => {
      const line = text.slice(0, match.index).split('\n').length;
      return planEdit(
        { kind: 'move-to-worker', name: match[1]!, location: { file: `${root}/${file}`, line, column: 1 }, size: 2 },
        files,
      );
    }),
  ];
  let plans = 0;
  for (const result of results) {
    if (!result.ok) {
      assert.match(result.reason, /\S/);
      continue;
    }
    if (/worker threads/.test(result.plan.title)) plans += 1;
    const after = applied(project, result.plan);
    for (const name of Object.keys(after).filter((one) => after[one] !== (project as Record<string, string>)[one])) {
      if (!/\.[mc]?[jt]s$/.test(name)) continue;
      const opened = openSource(`${root}/${name}`, filesOf(after));
      assert.ok(opened.ok, opened.ok ? '' : `${opened.reason}\n${after[name]}`);
    }
    JSON.parse(after['package.json']!);
  }
  return plans;
}

test('every program of this repository is planned for or refused, and every plan gives source', () => {
  const plans = programs.reduce((sum, { file, text }) => sum + check(file, text), 0);
  assert.ok(plans > 0, 'some functions can be moved');
});

test('programs with lines missing, doubled and swapped never make a planner throw', () => {
  const random = randomFrom(20261121);
  const small = programs.filter(({ text }) => text.length < 3000);
  for (let round = 0; round < 60; round++) {
    const { file, text } = small[Math.floor(random() * small.length)]!;
    const lines = text.split('\n');
    for (let change = 0; change < 3; change++) {
      const [a, b] = [Math.floor(random() * lines.length), Math.floor(random() * lines.length)];
      if (random() < 0.4) lines.splice(a, 1);
      else if (random() < 0.5) lines.splice(a, 0, lines[b] ?? '');
      else [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
    }
    check(file, lines.join('\n'));
  }
});
