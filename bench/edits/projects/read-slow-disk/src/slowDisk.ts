/** A file system that answers late: named pipes, which a process beside this one opens and fills when it gets to them. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

const lateMs = 90;
const answers = `
  const fs = require('node:fs');
  const [folder, count, late] = process.argv.slice(1);
  const answer = (at) => {
    try {
      const pipe = fs.openSync(folder + '/' + at, fs.constants.O_WRONLY | fs.constants.O_NONBLOCK);
      fs.writeSync(pipe, 'file ' + at);
      fs.closeSync(pipe);
    } catch {
      setTimeout(answer, late, at);
    }
  };
  for (let at = 0; at < count; at++) setTimeout(answer, (at * 37) % late, at);
`;

export const filesOf = (folder: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => path.join(folder, String(at)));

export function mount(folder: string, count: number): ChildProcess {
  execFileSync('mkfifo', filesOf(folder, count));
  return spawn(process.execPath, ['-e', answers, folder, String(count), String(lateMs)], { stdio: 'ignore', env: {} });
}
