/** A folder for the control socket that only this user may enter, and the removal of those that killed launchers left. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

const prefix = 'ncp-';
/** What comes after the folder; for the length of the whole path. */
export const longestName = `${prefix}${2 ** 22}-XXXXXX/s`;

/** mkdtemp gives it mode 0700. The process id in its name tells later launchers whether it is still in use. */
export async function createSocketFolder(parent: string): Promise<string> {
  await removeLeftBehind(parent);
  return mkdtemp(path.join(parent, `${prefix}${process.pid}-`));
}

async function removeLeftBehind(parent: string): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  const left = names.filter((name) => {
    const pid = Number(/^ncp-(\d+)-\w{6}$/.exec(name)?.[1]);
    return Number.isInteger(pid) && !isAlive(pid);
  });
  // Another user's stay: we may not remove them.
  await Promise.all(left.map((name) => rm(path.join(parent, name), { recursive: true, force: true }).catch(() => {})));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
