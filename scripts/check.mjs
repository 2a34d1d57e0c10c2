/** Types of each environment, lint and formatting. */
import { ensureInstalled, root, run } from './setup.mjs';
import path from 'node:path';

ensureInstalled();
const bin = (name) => path.join(root, 'node_modules', '.bin', name);
for (const project of ['pure', 'node', 'browser', 'test']) {
  run(bin('tsc'), ['-p', `tsconfig/${project}.json`]);
}
run(bin('eslint'), ['--max-warnings', '0', '.']);
run(bin('prettier'), ['--check', '--log-level', 'warn', '.']);
