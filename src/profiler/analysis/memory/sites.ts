/** Heap profile → bytes by function. */
import type { HeapProfile, HeapProfileNode } from '../../capture/format/profiles.ts';
import type { Frame } from '../../capture/format/cpuColumns.ts';
import { describeFrame, type FunctionInfo } from '../describeFrames.ts';
import type { SourceMaps } from '../sourceMaps.ts';

export interface AllocationSite {
  readonly info: FunctionInfo;
  bytes: number;
  /** Sampled allocations, where the file lists them; a measure of how sure the bytes are, not a number of objects. */
  sampled: number;
}

export type FrameByScript = ReadonlyMap<string, Frame>;

/** Node 20 forgets the url of scripts that are no longer referenced; the CPU profile of the same thread knows it. */
export const scriptKey = (scriptId: string, name: string): string => `${scriptId}\n${name}`;

export function measureSites(
  profile: HeapProfile,
  maps: SourceMaps,
  known: FrameByScript,
  into: Map<string, AllocationSite> = new Map(),
): Map<string, AllocationSite> {
  const sampled = new Map<number, number>();
  for (const { nodeId } of profile.samples ?? []) sampled.set(nodeId, (sampled.get(nodeId) ?? 0) + 1);
  const open: { node: HeapProfileNode; isProfilers: boolean }[] = [{ node: profile.head, isProfilers: false }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node } = next;
    const info = describeFrame(frameOf(node, known), maps);
    const isProfilers = isOurs(info, next.isProfilers);
    for (const child of node.children ?? []) open.push({ node: child, isProfilers });
    if (node.selfSize === 0 || isProfilers) continue;
    const site = into.get(info.key) ?? { info, bytes: 0, sampled: 0 };
    into.set(info.key, site);
    site.bytes += node.selfSize;
    site.sampled += node.id === undefined ? 0 : (sampled.get(node.id) ?? 0);
  }
  return into;
}

/** What the agent allocates, itself or through Node, is not the program's. */
function isOurs({ agent, category }: FunctionInfo, callerIsOurs: boolean): boolean {
  if (agent !== null) return agent === 'own work';
  return callerIsOurs && category !== 'user' && category !== 'dependency';
}

function frameOf({ callFrame }: HeapProfileNode, known: FrameByScript): Frame {
  const { functionName, url, lineNumber, columnNumber } = callFrame;
  const scriptId = String(callFrame.scriptId);
  const found = url === '' ? known.get(scriptKey(scriptId, functionName)) : undefined;
  return found ?? { name: functionName, scriptId, url, line: lineNumber, column: columnNumber };
}
