/** A project of one file whose function `work` is moved into workers. */
import assert from 'node:assert/strict';
import { planMoveToWorker } from '../../../src/profiler/edit/moveToWorker/index.ts';
import { applied, filesOf, planOf, root, type Project } from './project.ts';

const packageJson = '{\n  "type": "module",\n  "dependencies": {\n    "piscina": "^5.0.0"\n  }\n}\n';

export function plan(text: string, file = 'job.mjs', name = 'work', more: Project = {}) {
  const project = { 'package.json': packageJson, ...more, [file]: text };
  const line = text.split('\n').findIndex((one) => new RegExp(`\\b${name}\\b.*[({]`).test(one)) + 1;
  const location = { file: `${root}/${file}`, line, column: 1 };
  return { project, result: planMoveToWorker({ kind: 'move-to-worker', name, location, size: 2 }, filesOf(project)) };
}

/** The source and the worker file afterwards. */
export function checkMoved(before: string, source: string, worker: string, file = 'job.mjs', more: Project = {}): void {
  const { project, result } = plan(before, file, 'work', more);
  const after = applied(project, planOf(result));
  assert.equal(after[file], source);
  assert.equal(after[file.replace(/(\.\w+)$/, '.worker$1')], worker);
}

export const pool = (file = 'job.worker.mjs') => `const workPool = new Piscina({
  filename: new URL('./${file}', import.meta.url).href,
  minThreads: 2,
  maxThreads: 2,
});
`;
