/** What a thread did without interruption until its last sample. */
import { endOfSample } from '../../capture/format/cpuColumns.ts';
import type { BlockedOfSample } from '../blockedTime.ts';
import type { FunctionInfo } from '../describeFrames.ts';
import type { MeasuredThread } from '../measureThreads.ts';
import { functionOfNode, type SampledThread } from '../threadRuns.ts';
import { isLock } from '../waitingFunctions.ts';

/** 'idle': in the event loop. 'lock': in `Atomics.wait`. */
export type Doing = 'idle' | 'lock' | 'computing' | 'blocked';

export interface LastStretch {
  readonly doing: Doing;
  readonly lastedMicros: number;
  /** Functions of the developer, leaf first; the stack of the last sample that shows any. */
  readonly stack: readonly FunctionInfo[];
}

/**
 * What interrupts a stretch for no longer than this, or than this share of it, is the profiler's wake or Node's: an idle main
 * thread on a crowded machine shows up to 4 % of `(program)`.
 */
const ignoredMicros = 50_000;
const ignoredShare = 0.05;
/** What a thread does is what it did for most of this: its very last sample may be of the wake that ended the recording. */
const judgedMicros = 500_000;
/** Deeper ones are recursion; the leaf says where it hangs. */
const deepestStack = 20;

/** Null for a thread without a sample that says anything. */
export function lastStretchOf({ samples, blocked }: MeasuredThread): LastStretch | null {
  const { columns } = samples;
  const last = columns.nodeOfSample.length - 1;
  const blockedShare = blockedShareOfNodes(samples, blocked);
  const doingOf = (sample: number) => doingAt(samples, sample, blockedShare);
  const doing = mostlyAtTheEnd(samples, doingOf);
  let begin = columns.endMicros;
  let other = 0;
  let stack: FunctionInfo[] = [];
  for (let sample = last; sample >= 0; sample--) {
    const now = doingOf(sample);
    if (now === null) continue;
    const from = columns.timeOfSample[sample] as number;
    if (now === doing) begin = from;
    else other += endOfSample(columns, sample) - from;
    if (other > Math.max(ignoredMicros, ignoredShare * (columns.endMicros - begin))) break;
    if (stack.length === 0 && now === doing) stack = developersStack(samples, columns.nodeOfSample[sample] as number);
  }
  return doing === null ? null : { doing, lastedMicros: columns.endMicros - begin, stack };
}

function mostlyAtTheEnd({ columns }: SampledThread, doingOf: (sample: number) => Doing | null): Doing | null {
  const time = new Map<Doing, number>();
  let most: Doing | null = null;
  for (let sample = columns.nodeOfSample.length - 1; sample >= 0; sample--) {
    const from = columns.timeOfSample[sample] as number;
    const now = doingOf(sample);
    if (now !== null) {
      time.set(now, (time.get(now) ?? 0) + endOfSample(columns, sample) - from);
      if (most === null || (time.get(now) as number) > (time.get(most) as number)) most = now;
    }
    if (columns.endMicros - from > judgedMicros) break;
  }
  return most;
}

/**
 * By node of the call tree, because single samples are charged by clocks that are read ten times a second: the last of them
 * by none, and those around the profiler's own work too little.
 */
function blockedShareOfNodes({ columns }: SampledThread, blocked: BlockedOfSample): Float64Array {
  const time = new Float64Array(columns.parentOfNode.length);
  const blockedTime = new Float64Array(columns.parentOfNode.length);
  columns.nodeOfSample.forEach((node, sample) => {
    if (node < 0) return;
    time[node]! += endOfSample(columns, sample) - (columns.timeOfSample[sample] as number);
    blockedTime[node]! += blocked[sample] as number;
  });
  return time.map((sum, node) => (sum > 0 ? (blockedTime[node] as number) / sum : 0));
}

/** Null for what belongs to nobody: the profiler, and collecting garbage. */
function doingAt(samples: SampledThread, sample: number, blockedShare: Float64Array): Doing | null {
  const node = samples.columns.nodeOfSample[sample] as number;
  if (node < 0) return null;
  if (samples.isIdle[sample] === 1) return 'idle';
  const info = functionOfNode(samples, node);
  if (info.pseudo === 'profiler' || info.pseudo === 'gc') return null;
  if ((blockedShare[node] as number) <= 1 / 2) return 'computing';
  // Atomics.wait is charged to the function that calls it; all other calls that block are native work.
  return isLock(info) || (!info.isNativeWork && !info.isSystemCall && info.pseudo === null) ? 'lock' : 'blocked';
}

function developersStack(samples: SampledThread, leaf: number): FunctionInfo[] {
  const stack: FunctionInfo[] = [];
  for (let node = leaf; node >= 0 && stack.length < deepestStack; node = samples.columns.parentOfNode[node] as number) {
    const info = functionOfNode(samples, node);
    if (info.category === 'user' || info.category === 'dependency') stack.push(info);
  }
  return stack;
}
