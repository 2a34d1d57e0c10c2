// Touches thousands of tiny files through promises, a few at a time: overhead is all there is.
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = await mkdtemp(path.join(tmpdir(), 'tiny-files-'));
const end = performance.now() + 1500;
let calls = 0;
async function lane(id) {
  const file = path.join(folder, `settings-${id}.json`);
  for (let n = 0; performance.now() < end; n++) {
    await writeFile(file, `{"n":${n}}`);
    const { size } = await stat(file);
    const { n: read } = JSON.parse(await readFile(file, 'utf8'));
    if (size === 0 || read !== n) throw new Error('lost a write');
    calls += 3;
  }
}
await Promise.all([0, 1, 2, 3].map(lane));
await rm(folder, { recursive: true });
console.log(`${calls} calls`);
