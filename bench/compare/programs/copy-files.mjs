/** Small files written and read back, one after the other. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const times = Math.round(2500 * Number(process.argv[2] ?? 1));
const folder = await mkdtemp(path.join(tmpdir(), 'copy-files-'));
const text = 'a line of text\n'.repeat(400);

async function copy(at) {
  const file = path.join(folder, `${at % 50}.txt`);
  await writeFile(file, text);
  return (await readFile(file, 'utf8')).length;
}

let characters = 0;
for (let at = 0; at < times; at++) characters += await copy(at);
await rm(folder, { recursive: true });
console.log(characters);
