/** A short run of the fuzzer; `npm run test:fuzz` is the long one. */
import { test } from 'node:test';
import { checkFile } from '../../../../fuzz/checkFile.ts';
import { damagedFile } from '../../../../fuzz/damagedFile.ts';
import { deepFiles } from '../../../../fuzz/seeds.ts';
import { encode } from './sameColumns.ts';

test('damaged profiles open soundly or are refused in a sentence', () => {
  for (let seed = 1; seed <= 1_500; seed++) {
    const { name, bytes } = damagedFile(seed);
    try {
      checkFile(bytes, name);
    } catch (error) {
      throw new Error(`seed ${seed} (${name})`, { cause: error });
    }
  }
});

for (const [name, make] of Object.entries(deepFiles))
  test(`deep files: ${name}`, () => void checkFile(encode(make()), name));
