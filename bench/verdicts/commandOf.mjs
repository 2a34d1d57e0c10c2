/** How a workload is started on a given Node. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const fileOf = (name) => path.join(root, 'test/workloads', name);

const features = new Map();
function stripsTypes(node) {
  if (!features.has(node)) {
    const answer = execFileSync(node, ['-p', 'String(process.features.typescript)'], { encoding: 'utf8' });
    features.set(node, answer.trim() === 'strip');
  }
  return features.get(node);
}

/** Plain node; TypeScript through tsx where this Node does not strip types by itself. */
export function commandOf(node, name) {
  const loader = name.endsWith('.ts') && !stripsTypes(node) ? ['--import', 'tsx'] : [];
  return [node, ...loader, fileOf(name)];
}

export const versionOf = (node) => execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
