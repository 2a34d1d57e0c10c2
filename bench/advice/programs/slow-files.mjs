/** Reads from a slow file system (here: pipes that answer late) hold the pool's threads without computing. */
import { execFileSync, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const shape = 'pool held by slow files';
export const platforms = ['linux', 'darwin'];
const count = 160;
const lateMs = 80;

/**
 * Looks at each pipe every `lateMs`, at a moment of its own, whether somebody waits for it; a reader stands in `open` until
 * then and holds its thread.
 */
const writer = `
  const fs = require('fs');
  const [dir, count, late] = process.argv.slice(1).map((text) => (isNaN(text) ? text : Number(text)));
  const answer = (i) => {
    try {
      const fd = fs.openSync(dir + '/' + i, fs.constants.O_WRONLY | fs.constants.O_NONBLOCK);
      fs.writeSync(fd, 'late');
      fs.closeSync(fd);
    } catch {
      setTimeout(answer, late, i);
    }
  };
  for (let i = 0; i < count; i++) setTimeout(answer, (i * 37) % late, i);
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
