/** The page's files in words. */
import { formatBytes } from '../../format.ts';
import type { ProfileFile } from '../../protocol.ts';

/** `2 files, 40 kB`. */
export function filesText(files: readonly ProfileFile[]): string {
  const size = formatBytes(files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
  return files.length === 1 ? size : `${files.length} files, ${size}`;
}

/** Of the list of files: its name, or the thread that it is of. */
export function fileChoice({ id, name, pid, threadId }: ProfileFile): { value: string; label: string } {
  if (pid === null || threadId === null) return { value: id, label: name };
  const thread = threadId === 0 ? 'main thread' : `worker ${threadId}`;
  return { value: id, label: `Process ${pid}, ${thread}` };
}
