/** The bytes of a thread's profile, in the shape that reaches a webview as bytes. */
import { open } from 'node:fs/promises';
import path from 'node:path';
import { cpuProfileUnreadable } from '../../profiler/errors.ts';

/** `<pid>-<tid>`; anything else could name a file outside of the capture. */
const threadIdPattern = /^\d+-\d+$/;

/** A Uint8Array of its own: a Node Buffer would arrive as JSON, and a view of the pool with all of the pool. */
export async function readCpuProfile(captureDir: string, threadId: string): Promise<Uint8Array> {
  if (!threadIdPattern.test(threadId)) throw cpuProfileUnreadable(threadId);
  try {
    const file = await open(path.join(captureDir, `CPU.${threadId}.cpuprofile`));
    try {
      return await readWhole(file);
    } finally {
      await file.close();
    }
  } catch {
    throw cpuProfileUnreadable(threadId);
  }
}

async function readWhole(file: Awaited<ReturnType<typeof open>>): Promise<Uint8Array> {
  const bytes = new Uint8Array((await file.stat()).size);
  // One read takes at most 2 GiB and may return less than asked for.
  for (let offset = 0; offset < bytes.length;) {
    const { bytesRead } = await file.read(bytes, offset, bytes.length - offset, offset);
    if (bytesRead === 0) return bytes.subarray(0, offset);
    offset += bytesRead;
  }
  return bytes;
}
