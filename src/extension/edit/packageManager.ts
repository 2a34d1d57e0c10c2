/** Which package manager a project uses, by what lies beside its package.json or above. Pure: asks `exists` and `read`. */
import path from 'node:path';

export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

const lockFiles: Readonly<Record<string, PackageManager>> = {
  'pnpm-lock.yaml': 'pnpm',
  'yarn.lock': 'yarn',
  'bun.lock': 'bun',
  'bun.lockb': 'bun',
  'package-lock.json': 'npm',
  'npm-shrinkwrap.json': 'npm',
};

/** The nearest lock file decides, or the `packageManager` field where package.json has one; npm without either. */
export function packageManagerOf(folder: string, read: (file: string) => string | null): PackageManager {
  for (const at of foldersUpFrom(folder)) {
    const named = namedIn(read(path.join(at, 'package.json')));
    if (named) return named;
    for (const [file, manager] of Object.entries(lockFiles)) if (read(path.join(at, file)) !== null) return manager;
  }
  return 'npm';
}

/** Whether Node would find the package from this folder. */
export const isInstalled = (name: string, folder: string, read: (file: string) => string | null): boolean =>
  foldersUpFrom(folder).some((at) => read(path.join(at, 'node_modules', name, 'package.json')) !== null);

/** "pnpm@9.1.0+sha512.…" → pnpm. */
function namedIn(packageJson: string | null): PackageManager | null {
  try {
    const { packageManager } = JSON.parse(packageJson ?? '{}') as { packageManager?: unknown };
    const [, name] = /^(npm|pnpm|yarn|bun)@/.exec(String(packageManager)) ?? [];
    return (name as PackageManager | undefined) ?? null;
  } catch {
    return null; // Not JSON: what it says counts for nothing, a lock file still does.
  }
}

function foldersUpFrom(folder: string): string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersUpFrom(parent)];
}
