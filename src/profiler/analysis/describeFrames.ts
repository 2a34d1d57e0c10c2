/** Frames as the profile has them → functions as the developer knows them. */
import { agentPart } from '../capture/format/agentFrames.ts';
import type { Frame } from '../capture/format/cpuColumns.ts';
import { columnFromV8, lineFromV8 } from '../units.ts';
import type { FrameCategory, Location } from '../report.ts';
import { fileOfUrl } from './fileLocation.ts';
import { categoryOf, isNativeWork, isSystemCall, pseudoOf, type Pseudo } from './frameKind.ts';
import type { SourceMaps } from './sourceMaps.ts';

export interface FunctionInfo {
  /** The same for all frames of one function, in whatever thread or script copy. */
  readonly key: string;
  readonly name: string;
  readonly location: Location | null;
  readonly category: FrameCategory;
  readonly pseudo: Pseudo | null;
  readonly isNativeWork: boolean;
  readonly isSystemCall: boolean;
  /** Whether it is the agent's: 'passes on' only stands between the program and what it called. */
  readonly agent: 'own work' | 'passes on' | null;
  /** One frame that it came from; the call counts and the lines are keyed by it. */
  readonly frame: Frame;
}

export function describeFrame(frame: Frame, maps: SourceMaps): FunctionInfo {
  const original = maps.original(frame.url, frame.line + 1, Math.max(0, frame.column));
  const location = original?.location ?? locationOf(frame);
  const name = frame.name !== '' ? frame.name : (original?.name ?? anonymousName(frame));
  const place = location ? `${location.file}:${location.line}:${location.column}` : frame.url;
  return {
    key: `${name}\n${place}`,
    name,
    location,
    category: agentPart(frame) === null ? categoryOf(frame) : 'node',
    pseudo: pseudoOf(frame),
    isNativeWork: isNativeWork(frame),
    isSystemCall: isSystemCall(frame),
    agent: agentPart(frame),
    frame,
  };
}

/** Stands for all that the agent did itself, whatever Node and V8 functions it used. */
export const profilersWork: FunctionInfo = {
  key: '(profiler)',
  name: '(profiler)',
  location: null,
  category: 'program',
  pseudo: 'profiler',
  isNativeWork: false,
  isSystemCall: false,
  agent: 'own work',
  frame: { name: '(profiler)', scriptId: '', url: '', line: -1, column: -1 },
};

export function locationOf(frame: Frame): Location | null {
  const file = fileOfUrl(frame.url);
  if (file === null) return null;
  return { file, line: lineFromV8(frame.line) ?? 1, column: columnFromV8(frame.column) ?? 1 };
}

/** A module's own top level has no name and starts where its file starts. */
const anonymousName = (frame: Frame) =>
  frame.url !== '' && frame.line === 0 && frame.column === 0 ? '(top level)' : '(anonymous)';
