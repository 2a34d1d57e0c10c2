/** A .cpuprofile as the chart wants it; from bytes, or from the object inside a standalone report. */
import type { CpuProfile } from '../../profiler/capture/format/profiles.ts';
import { classifyFrame } from './classifyFrame.ts';
import type { FlameFrame, SampledProfile } from './sampledProfile.ts';

export function readCpuProfile(source: Uint8Array | CpuProfile): SampledProfile {
  const profile = source instanceof Uint8Array ? (JSON.parse(new TextDecoder().decode(source)) as CpuProfile) : source;
  const rowOfKey = new Map<string, number>();
  const frames: FlameFrame[] = [];
  const indexOfId = new Map<number, number>();
  profile.nodes.forEach((node, index) => indexOfId.set(node.id, index));
  const parentOfNode = new Int32Array(profile.nodes.length).fill(-1);
  const frameOfNode = new Int32Array(profile.nodes.length);
  profile.nodes.forEach((node, index) => {
    const { functionName, scriptId, url, lineNumber, columnNumber } = node.callFrame;
    const key = `${functionName}\n${scriptId}\n${lineNumber}\n${columnNumber}\n${url}`;
    let row = rowOfKey.get(key);
    if (row === undefined) {
      row = frames.length;
      rowOfKey.set(key, row);
      frames.push({
        name: functionName || '(anonymous)',
        url,
        line: lineNumber < 0 ? null : lineNumber + 1,
        column: columnNumber < 0 ? null : columnNumber + 1,
        ...classifyFrame(functionName, url),
      });
    }
    frameOfNode[index] = row;
    if (node.parent !== undefined) parentOfNode[index] = indexOfId.get(node.parent) ?? -1;
    for (const child of node.children ?? []) {
      const at = indexOfId.get(child);
      if (at !== undefined) parentOfNode[at] = index;
    }
  });
  return { frames, frameOfNode, parentOfNode, ...samplesOf(profile, indexOfId) };
}

function samplesOf(profile: CpuProfile, indexOfId: ReadonlyMap<number, number>) {
  const samples = profile.samples ?? [];
  const at: number[] = [];
  let time = 0;
  for (const delta of profile.timeDeltas ?? []) at.push((time += delta));
  const order = samples.map((_, index) => index);
  // Negative deltas are real; sorting keeps order and total.
  order.sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0));
  return {
    nodeOfSample: Int32Array.from(order, (index) => indexOfId.get(samples[index] ?? -1) ?? -1),
    sampleAtMicros: Float64Array.from(order, (index) => at[index] ?? 0),
    durationMicros: Math.max(profile.endTime - profile.startTime, time),
  };
}
