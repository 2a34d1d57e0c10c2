// A write-ahead journal: each record is forced to the disk before the next.
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = mkdtempSync(path.join(tmpdir(), 'journal-'));
try {
  const journal = openSync(path.join(folder, 'journal'), 'a');
  const end = performance.now() + 1500;
  let records = 0;
  for (; performance.now() < end; records++) {
    writeSync(journal, `${JSON.stringify({ records, type: 'credit', amount: records % 100 })}\n`);
    fsyncSync(journal);
  }
  closeSync(journal);
  console.log(`${records} records`);
} finally {
  rmSync(folder, { recursive: true });
}
