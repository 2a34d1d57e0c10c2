/** The working shape of a recorded thread: columns, what each frame is, and when the thread ran. */
import { parseCpuProfile } from '../capture/format/readCpuProfile.ts';
import { endOfSample, type CpuColumns } from '../capture/format/cpuColumns.ts';
import type { EventRecord, ThreadEntry } from '../capture/format/capture.ts';
import type { FunctionRanges } from '../capture/format/functionRanges.ts';
import { unfoldInlined } from '../capture/format/unfoldInlined.ts';
import type { LoadedCapture, LoadedThread } from '../capture/format/loaded.ts';
import { describeFrame, profilersWork, type FunctionInfo } from './describeFrames.ts';
import type { SourceMaps } from './sourceMaps.ts';

export interface ThreadRun {
  readonly entry: ThreadEntry;
  readonly events: readonly EventRecord[];
  readonly heapProfiles: LoadedThread['heapProfiles'];
  readonly samples: SampledThread | null;
}

export interface SampledThread {
  readonly columns: CpuColumns;
  /** By frame of the columns. */
  readonly functionOfFrame: readonly FunctionInfo[];
  /** By node: 1 where the agent itself was at work. Such time is nobody's: it is left out of every number. */
  readonly isProfilers: Uint8Array;
  /** By sample: whether the event loop was waiting. */
  readonly isIdle: Uint8Array;
  /** By sample: microseconds of an idle one in which the thread was on a processor all the same. Zero until its clock is read. */
  readonly polling: Float64Array;
}

export function readThreadRuns(capture: LoadedCapture, maps: SourceMaps): { threads: ThreadRun[]; warnings: string[] } {
  const warnings: string[] = [];
  const threads = capture.threads.map((thread): ThreadRun => {
    const { entry, events, heapProfiles } = thread;
    for (const event of events) if (event.k === 'warning') warnings.push(event.text);
    return { entry, events, heapProfiles, samples: readSamples(thread, capture.functionRanges, maps, warnings) };
  });
  return { threads, warnings };
}

/** A profile that cannot be read costs its own thread only; the rest of the report stands. */
function readSamples(
  { entry, cpuProfile }: LoadedThread,
  ranges: FunctionRanges,
  maps: SourceMaps,
  warnings: string[],
): SampledThread | null {
  if (cpuProfile === null) return null;
  try {
    return describeThread(unfoldInlined(parseCpuProfile(cpuProfile), ranges), maps);
  } catch (error) {
    warnings.push(`Thread ${entry.id} (${entry.name}): ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

export function describeThread(recorded: CpuColumns, maps: SourceMaps): SampledThread {
  const functionOfFrame = recorded.frames.map((frame) => describeFrame(frame, maps));
  const isProfilers = findProfilersNodes(recorded, functionOfFrame);
  const columns = { ...recorded, nodeOfSample: giveBackCollections(recorded, functionOfFrame, isProfilers) };
  const isIdle = new Uint8Array(columns.nodeOfSample.length);
  columns.nodeOfSample.forEach((node, sample) => {
    if (node >= 0 && functionOfFrame[columns.frameOfNode[node] as number]?.pseudo === 'idle') isIdle[sample] = 1;
  });
  return { columns, functionOfFrame, isProfilers, isIdle, polling: new Float64Array(isIdle.length) };
}

/** The agent interrupts whatever runs, so its frames stand on the program's; what they call in Node and V8 is ours too. */
function findProfilersNodes({ parentOfNode, frameOfNode }: CpuColumns, functionOfFrame: readonly FunctionInfo[]) {
  const isProfilers = new Uint8Array(parentOfNode.length);
  for (let node = 0; node < isProfilers.length; node++) {
    const { agent, category } = functionOfFrame[frameOfNode[node] as number] as FunctionInfo;
    const parent = parentOfNode[node] as number;
    if (agent === 'own work') isProfilers[node] = 1;
    else if (agent === null && category !== 'user' && category !== 'dependency' && parent >= 0) {
      isProfilers[node] = isProfilers[parent] as number;
    }
  }
  return isProfilers;
}

/**
 * Reading the heap makes V8 collect all garbage: collections next to our own work are ours. Without this a program of
 * 0.6 s with half a million live objects seems to collect for 0.5 s.
 */
function giveBackCollections(
  { nodeOfSample, frameOfNode }: CpuColumns,
  functionOfFrame: readonly FunctionInfo[],
  isProfilers: Uint8Array,
): Int32Array {
  const given = nodeOfSample.slice();
  const isCollection = (node: number) =>
    node >= 0 && functionOfFrame[frameOfNode[node] as number]?.pseudo === 'gc' && isProfilers[node] === 0;
  const pass = (from: number, step: 1 | -1) => {
    for (let i = from; i >= 0 && i < given.length; i += step) {
      const before = given[i - step] ?? -1;
      if (isCollection(given[i] as number) && before >= 0 && isProfilers[before] === 1) given[i] = before;
    }
  };
  pass(0, 1);
  pass(given.length - 1, -1);
  return given;
}

/** Of a sample, the part in which the event loop waited: 0 where something ran, 1 where it slept throughout. */
export function waitingShare({ columns, isIdle, polling }: SampledThread, sample: number): number {
  const time = endOfSample(columns, sample) - (columns.timeOfSample[sample] as number);
  return isIdle[sample] === 1 && time > 0 ? 1 - (polling[sample] as number) / time : 0;
}

export const functionOfNode = (thread: SampledThread, node: number): FunctionInfo =>
  thread.isProfilers[node] === 1
    ? profilersWork
    : (thread.functionOfFrame[thread.columns.frameOfNode[node] as number] as FunctionInfo);

/** The thread that the verdict is about: main thread of the program itself. */
export const mainOf = (threads: readonly ThreadRun[]): ThreadRun | null =>
  threads.find((thread) => thread.entry.kind === 'main') ?? threads[0] ?? null;
