/** The hot lines of all functions of a profile, as the editor shows them beside the code. Pure. */
import type { LineHeatOfFunction } from '../../protocol.ts';
import { noNode, type ThreadProfile } from '../model/index.ts';

/** The editor shows lines from half a per cent on; several functions may share one. */
const leastShare = 0.001;

/** Of the whole recording, shares without idle time as on the page. Empty for a heap profile, which knows functions only. */
export function heatOfFunctions(profile: ThreadProfile): LineHeatOfFunction[] {
  const { tree, ticks, selfOfNode, unit } = profile;
  const busyMicros = selfOfNode.reduce(
    (sum, self, node) => (tree.frames[tree.frameOfNode[node]!]?.role === 'idle' ? sum : sum + self),
    0,
  );
  if (unit !== 'micros' || !(busyMicros > 0)) return [];
  const ticksOfNode = new Float64Array(selfOfNode.length);
  ticks.nodeOfTick.forEach((node, row) => {
    if (node !== noNode) ticksOfNode[node]! += ticks.countOfTick[row]!;
  });
  const weights = new Map<number, Map<number, number>>();
  ticks.nodeOfTick.forEach((node, row) => {
    if (node === noNode || !(ticksOfNode[node]! > 0)) return;
    const frame = tree.frameOfNode[node]!;
    const declared = tree.frames[frame];
    const line = ticks.lineOfTick[row]!;
    // A line before the function was inlined from elsewhere.
    if (!declared || declared.url === '' || declared.line === null || line < declared.line) return;
    const weight = (selfOfNode[node]! * ticks.countOfTick[row]!) / ticksOfNode[node]!;
    let lines = weights.get(frame);
    if (!lines) weights.set(frame, (lines = new Map()));
    lines.set(line, (lines.get(line) ?? 0) + weight);
  });
  return [...weights].flatMap(([frame, lines]) => {
    const { url: script, name, line } = tree.frames[frame]!;
    const hot = [...lines]
      .map(([at, weight]) => ({ line: at, weight, share: weight / busyMicros }))
      .filter(({ share }) => share >= leastShare);
    return hot.length === 0 || line === null ? [] : [{ script, name, line, lines: hot }];
  });
}
