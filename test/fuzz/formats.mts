/**
 * `node --import tsx test/fuzz/formats.mts [--seconds 20] [--seed 1]`: damaged profile files, as many as the time allows. Fails
 * with the seed of the file on the first one that neither opens soundly nor is refused in a sentence, or takes too long.
 */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { checkFile } from './checkFile.ts';
import { damagedFile } from './damagedFile.ts';
import { deepFiles } from './seeds.ts';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
});
/** A file of some kilobytes takes a millisecond; ten thousand times that is a hang. */
const longestMs = 10_000;

let opened = 0;
let tried = 0;
const run = (bytes: Uint8Array, name: string) => {
  const begun = performance.now();
  try {
    if (checkFile(bytes, name)) opened++;
    tried++;
    if (performance.now() - begun > longestMs) throw new Error(`it took ${Math.round(performance.now() - begun)} ms`);
  } catch (error) {
    const file = path.join(tmpdir(), 'fuzz-finding.json');
    writeFileSync(file, bytes);
    console.error(`${name}, kept as ${file}: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
};

for (const [name, make] of Object.entries(deepFiles)) run(new TextEncoder().encode(make()), name);
const until = performance.now() + Number(values.seconds) * 1000;
for (let seed = Number(values.seed); performance.now() < until; seed++) {
  const { bytes, name } = damagedFile(seed);
  run(bytes, `seed ${seed} (${name})`);
}
console.log(`${tried} damaged profiles: ${opened} opened, ${tried - opened} refused in a sentence`);
