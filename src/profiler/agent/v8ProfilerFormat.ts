/** The addon's profiles in the standard form: 0-based call frames, line ticks beside them, file URLs. */
import type { CallFrame, CpuProfile, CpuProfileNode } from '../capture/format/profiles.ts';

interface AddonNode extends Omit<CpuProfileNode, 'callFrame' | 'positionTicks'> {
  callFrame: CallFrame & { lineTicks?: { line: number; hitCount: number }[] };
}
export interface AddonProfile extends Omit<CpuProfile, 'nodes'> {
  nodes: AddonNode[];
}

const windowsPath = /^[a-zA-Z]:[\\/]/;

export function normalise(profile: AddonProfile, urlOf: (file: string) => string): CpuProfile {
  return {
    nodes: profile.nodes.map((node) => normaliseNode(node, urlOf)),
    startTime: profile.startTime,
    endTime: profile.endTime,
    ...(profile.samples && { samples: profile.samples }),
    ...(profile.timeDeltas && { timeDeltas: profile.timeDeltas }),
  };
}

function normaliseNode({ callFrame, ...node }: AddonNode, urlOf: (file: string) => string): CpuProfileNode {
  const { functionName, scriptId, url, lineNumber, columnNumber, lineTicks = [] } = callFrame;
  const isPath = url.startsWith('/') || windowsPath.test(url);
  return {
    ...node,
    callFrame: {
      functionName,
      scriptId: String(scriptId),
      url: isPath ? urlOf(url) : url,
      // The addon says 0 where it does not know; 0 - 1 is the standard's "unknown".
      lineNumber: lineNumber - 1,
      columnNumber: columnNumber - 1,
    },
    ...(lineTicks.length > 0 && { positionTicks: lineTicks.map(({ line, hitCount }) => ({ line, ticks: hitCount })) }),
  };
}
