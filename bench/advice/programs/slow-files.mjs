/** Reads from a slow file system (here: pipes that answer late) hold the pool's threads without computing. */
import { execFileSync, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const shape = 'pool held by slow files';
export const platforms = ['linux', 'darwin'];
const count = 160;
const lateMs = 40;

/** One pipe a reader; each is written to `lateMs` after it was opened for reading. */
const writer = `
  const fs = require('fs');
  const [dir, count, late] = process.argv.slice(1);
  for (let i = 0; i < count; i++) (async () => {
    for (;;) {
      try {
        const fd = fs.openSync(dir + '/' + i, fs.constants.O_WRONLY | fs.constants.O_NONBLOCK);
        return void setTimeout(() => { fs.writeSync(fd, 'late'); fs.closeSync(fd); }, late);
      } catch { await new Promise((resolve) => setTimeout(resolve, 2)); }
    }
  })();
`;

async function readAll() {
  const dir = mkdtempSync(path.join(tmpdir(), 'pipes-'));
  const names = Array.from({ length: count }, (_, at) => path.join(dir, String(at)));
  execFileSync('mkfifo', names);
  const child = spawn(process.execPath, ['-e', writer, dir, String(count), String(lateMs)], {
    stdio: 'ignore',
    env: {},
  });
  try {
    const texts = await Promise.all(names.map((name) => readFile(name, 'utf8')));
    return texts.join('').length;
  } finally {
    child.kill();
    rmSync(dir, { recursive: true, force: true });
  }
}

export const variants = {
  original: { run: readAll },
  pool: {
    model: 'thread-pool',
    sizes: [8, 16, 32],
    env: (size) => ({ UV_THREADPOOL_SIZE: String(size) }),
    run: readAll,
  },
};
