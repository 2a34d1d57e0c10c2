/** `npm run package`: builds and packs the installable .vsix into out/. */
import { ensureInstalled, root, run } from './setup.mjs';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

ensureInstalled();
const { build } = await import('./build.mjs');
await build();
mkdirSync(path.join(root, 'out'), { recursive: true });
const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const target = path.join('out', `${name}-${version}.vsix`);
// Everything is bundled, so node_modules stays out.
run(path.join(root, 'node_modules', '.bin', 'vsce'), [
  'package',
  '--no-dependencies',
  '--skip-license',
  // The README's picture is in the package; there is no public address for it to be rewritten to.
  '--no-rewrite-relative-links',
  '--out',
  target,
]);
console.log(path.join(root, target));
