/** Ends a program and all that it started: asked first, then by force, so that nothing is left behind. */
import { endTreeOnWindows, signalTree, treeOf, type TreeMember } from './processTree.ts';

/** For programs that close files and connections on SIGTERM. */
const graceMs = 2000;
/** A killed process is gone as soon as the system gets to it; one that hangs in a driver may stay for ever. */
const killMs = 1000;
const lookEveryMs = 50;

export async function endTree(rootPid: number): Promise<void> {
  if (process.platform === 'win32') return endTreeOnWindows(rootPid);
  // Looked up before the first signal: orphans belong to another parent afterwards.
  const members = await treeOf(rootPid);
  await signalTree(members, 'SIGTERM');
  const stubborn = await leftAfter(graceMs, members);
  if (stubborn.length === 0) return;
  await signalTree(stubborn, 'SIGKILL');
  await leftAfter(killMs, stubborn);
}

/** Waits until all have ended, or as long as told; gives those that have not, with what they started meanwhile. */
async function leftAfter(waitMs: number, members: readonly TreeMember[]): Promise<TreeMember[]> {
  const deadline = Date.now() + waitMs;
  let left = await withDescendants(members);
  while ((await signalTree(left, 0)) > 0) {
    if (Date.now() >= deadline) return left;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    left = await withDescendants(left);
  }
  return [];
}

/** A program may start others while it ends. */
async function withDescendants(members: readonly TreeMember[]): Promise<TreeMember[]> {
  const found = new Map(members.map((member) => [`${member.pid} ${member.born}`, member]));
  for (const { pid } of members) {
    for (const member of await treeOf(pid)) found.set(`${member.pid} ${member.born}`, member);
  }
  return [...found.values()];
}
