/** Reads from a slow file system (here: pipes that answer late) hold the pool's threads without computing. */
import { execFileSync, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const shape = 'pool held by slow files';
export const platforms = ['linux', 'darwin'];
const count = 200;
const lateMs = 100;

/** Looks every `lateMs` whether somebody waits for a pipe; a reader stands in `open` until then and holds its thread. */
const writer = `
  const fs = require('fs');
  const [dir, count, late] = process.argv.slice(1);
  for (let i = 0; i < count; i++) {
    const timer = setInterval(() => {
      try {
        const fd = fs.openSync(dir + '/' + i, fs.constants.O_WRONLY | fs.constants.O_NONBLOCK);
        fs.writeSync(fd, 'late');
        fs.closeSync(fd);
        clearInterval(timer);
      } catch {}
    }, late);
  }
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
