/** Ends a program and all that it started: asked first, then by force, so that nothing is left behind. */
import { endTreeOnWindows, signalTree, treeOf, type TreeMember } from './processTree.ts';

/** For programs that close files and connections on SIGTERM. */
const graceMs = 2000;
const lookEveryMs = 50;

export async function endTree(rootPid: number): Promise<void> {
  if (process.platform === 'win32') return endTreeOnWindows(rootPid);
  // Looked up before the first signal: orphans belong to another parent afterwards.
  let members = await treeOf(rootPid);
  await signalTree(members, 'SIGTERM');
  const deadline = Date.now() + graceMs;
  while (Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    members = await withDescendants(members);
    if ((await signalTree(members, 0)) === 0) return;
  }
  await signalTree(await withDescendants(members), 'SIGKILL');
}

/** A program may start others while it ends. */
async function withDescendants(members: readonly TreeMember[]): Promise<TreeMember[]> {
  const found = new Map(members.map((member) => [`${member.pid} ${member.born}`, member]));
  for (const { pid } of members) {
    for (const member of await treeOf(pid)) found.set(`${member.pid} ${member.born}`, member);
  }
  return [...found.values()];
}
