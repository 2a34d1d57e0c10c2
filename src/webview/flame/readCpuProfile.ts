/** A CPU profile as the chart wants it. */
import type { CpuColumns, Frame } from '../../profiler/capture/format/cpuColumns.ts';
import { withoutAgent } from '../../profiler/capture/format/agentFrames.ts';
import type { FunctionRanges } from '../../profiler/capture/format/functionRanges.ts';
import type { CpuProfile } from '../../profiler/capture/format/profiles.ts';
import { parseCpuProfile } from '../../profiler/capture/format/readCpuProfile.ts';
import { unfoldInlined } from '../../profiler/capture/format/unfoldInlined.ts';
import { columnFromV8, lineFromV8 } from '../../profiler/units.ts';
import { classifyFrame } from './classifyFrame.ts';
import type { FlameFrame, SampledProfile } from './sampledProfile.ts';

/** `profile` as the bytes of a file, or as the object inside a standalone report. */
export interface ProfileSource {
  readonly profile: Uint8Array | CpuProfile;
  readonly functionRanges: FunctionRanges;
}

/** What a string of V8 can hold; beyond it decoding fails with a message that nobody understands. */
const mostCharacters = 2 ** 29 - 24;

/** Inlined functions stand where they were called, as in the tables (see unfoldInlined), and our own work is left out. */
export function readCpuProfile({ profile, functionRanges }: ProfileSource): SampledProfile {
  const columns = parseCpuProfile(profile instanceof Uint8Array ? parseBytes(profile) : profile);
  return toSampledProfile(withoutAgent(unfoldInlined(columns, functionRanges)));
}

function parseBytes(bytes: Uint8Array): unknown {
  if (bytes.length > mostCharacters)
    throw new Error(
      `it has ${Math.round(bytes.length / 1e6)} MB, and more than ${Math.round(mostCharacters / 1e6)} MB is too big for this view.`,
    );
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`it is not valid JSON (${error instanceof Error ? error.message : String(error)}).`);
  }
}

export function toSampledProfile(columns: CpuColumns): SampledProfile {
  const { startMicros, endMicros, parentOfNode, frameOfNode, nodeOfSample, timeOfSample } = columns;
  return {
    frames: columns.frames.map(toFlameFrame),
    frameOfNode,
    parentOfNode,
    nodeOfSample,
    sampleAtMicros: timeOfSample.map((time) => time - startMicros),
    durationMicros: endMicros - startMicros,
  };
}

const toFlameFrame = (frame: Frame): FlameFrame => ({
  name: frame.name || (isTopLevel(frame) ? '(top level)' : '(anonymous)'),
  url: frame.url,
  line: lineFromV8(frame.line),
  column: columnFromV8(frame.column),
  ...classifyFrame(frame),
});

/** A module's own code has no name and starts where its file starts. */
const isTopLevel = ({ url, line, column }: Frame): boolean => url !== '' && line === 0 && column === 0;
