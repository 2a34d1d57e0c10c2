/** Absolute paths as text, since `node:path` is out of reach here: `/a/b.js`, and on Windows `C:\a\b.js`. */

const lastSeparator = (file: string): number => Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));

/** Without the separator at its end: of `/a/b.js` it is `/a`, of `/b.js` the empty text. */
export const folderOf = (file: string): string => file.slice(0, Math.max(0, lastSeparator(file)));

export const nameOf = (file: string): string => file.slice(lastSeparator(file) + 1);

/** With its dot: `.mjs`; of `primes.worker.ts` it is `.ts`. */
export const extensionOf = (file: string): string => /\.[^./\\]+$/.exec(nameOf(file))?.[0] ?? '';

/** `relative` may hold `.`, `..` and slashes; an absolute one is returned as it is. */
export function joinPath(folder: string, relative: string): string {
  if (/^([\\/]|[a-z]:[\\/])/i.test(relative)) return relative;
  const separator = folder.includes('\\') ? '\\' : '/';
  const parts = folder.split(/[\\/]/);
  for (const part of relative.split(/[\\/]/)) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join(separator);
}

/** With forward slashes; null when `file` does not lie in `folder`. */
export function relativePath(folder: string, file: string): string | null {
  const [base, target] = [folder, file].map((one) => one.replaceAll('\\', '/'));
  return target!.startsWith(`${base!}/`) ? target!.slice(base!.length + 1) : null;
}

/** The folder and those above it, nearest first. */
export function foldersUpwards(folder: string): string[] {
  const parts = folder.split(/[\\/]/);
  const separator = folder.includes('\\') ? '\\' : '/';
  return parts.map((_, index) => parts.slice(0, parts.length - index).join(separator));
}
