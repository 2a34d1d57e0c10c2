/**
 * `npm run package`: builds and packs the installable .vsix into out/. `npm run package -- --as-built FILE` packs dist/
 * as it is into FILE, for a test beside others that use dist/.
 */
import { ensureInstalled, root, run } from './setup.mjs';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const [asBuilt, chosenTarget] = process.argv[2] === '--as-built' ? [true, process.argv[3]] : [false, undefined];
ensureInstalled();
if (!asBuilt) {
  const { build } = await import('./build.mjs');
  await build();
}
mkdirSync(path.join(root, 'out'), { recursive: true });
const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const target = path.resolve(root, chosenTarget ?? path.join('out', `${name}-${version}.vsix`));
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
console.log(target);
