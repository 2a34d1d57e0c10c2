/** Call paths as recorded → frames of the program as the developer knows them. */
import { fileOfUrl } from '../fileLocation.ts';
import type { FunctionRanges } from '../../capture/format/functionRanges.ts';
import { innermostAt } from '../../capture/format/functionRanges.ts';
import type { AwaitSequence } from '../../capture/format/awaitSequences.ts';
import type { CallFrame } from '../../capture/format/operations.ts';
import type { Location } from '../../report.ts';
import type { FunctionInfo } from '../describeFrames.ts';
import type { SourceMaps } from '../sourceMaps.ts';
import type { CallPath } from './readOperations.ts';

export interface ProgramFrame {
  readonly name: string;
  /** Of the call inside the function. */
  readonly location: Location | null;
  readonly isDependency: boolean;
  /** Reached by `await`, not by a call. */
  readonly isAwaited: boolean;
  /** The source shows that what is awaited here needs no result of the turn of the loop before. */
  readonly isIndependent: boolean;
  /** It stands in a loop, and the source shows neither that nor the opposite. */
  readonly isUndecided: boolean;
  /** It stands in a loop that works off a list which grows meanwhile. */
  readonly isOfQueue: boolean;
  /** It is one of several statements that await one after the other without need. */
  readonly step: StepOfSequence | null;
  /** As in the CPU profile, where the function was seen there too. */
  readonly functionKey: string;
  /** Where the function begins; that of the call where this is not known. */
  readonly functionLocation: Location | null;
}

export interface StepOfSequence {
  readonly sequence: AwaitSequence;
  readonly index: number;
}

/** By url of a script, lines of awaits in loops, and statements that await one after the other without need. */
export interface AwaitsInSource {
  readonly independent: Readonly<Record<string, readonly number[]>>;
  readonly undecided: Readonly<Record<string, readonly number[]>>;
  readonly queues: Readonly<Record<string, readonly number[]>>;
  readonly sequences: Readonly<Record<string, readonly AwaitSequence[]>>;
}

/** What started an operation: one for each call path. */
export interface CallSite {
  /** Node's function that was called. */
  readonly operation: string | null;
  /** Of the program, the nearest first. */
  readonly frames: readonly ProgramFrame[];
  /** The frame that it is listed under: the developer's nearest one, else a package's; -1 without any. */
  readonly owner: number;
}

export const noCallSite: CallSite = { operation: null, frames: [], owner: -1 };

export function describeCallSites(
  paths: readonly CallPath[],
  maps: SourceMaps,
  ranges: FunctionRanges,
  awaits: AwaitsInSource,
  functions: Iterable<FunctionInfo>,
): CallSite[] {
  const describe = frameDescriber(maps, ranges, awaits, functions);
  return paths.map((path): CallSite => {
    const isNodes = path.map(({ frame }) => isOfNode(frame.url));
    const frames = path.flatMap((step, at) =>
      isNodes[at] ? [] : [{ ...describe(step.frame), isAwaited: step.isAwaited }],
    );
    const own = frames.findIndex(({ isDependency }) => !isDependency);
    return {
      operation: isNodes[0] === true ? (path[0]?.frame.name ?? null) : null,
      frames,
      owner: own >= 0 ? own : frames.length > 0 ? 0 : -1,
    };
  });
}

const isOfNode = (url: string) => url === '' || url.startsWith('node:');

type Described = Omit<ProgramFrame, 'isAwaited'>;

function frameDescriber(
  maps: SourceMaps,
  ranges: FunctionRanges,
  awaits: AwaitsInSource,
  functions: Iterable<FunctionInfo>,
) {
  const index = indexFunctions(functions);
  const rangesOfFile = new Map(Object.entries(ranges).map(([url, list]) => [fileOfUrl(url) ?? url, { url, list }]));
  const known = new Map<string, Described>();
  return (frame: CallFrame): Described => {
    const key = `${frame.name}\n${frame.url}\n${frame.line}:${frame.column}`;
    const before = known.get(key);
    if (before) return before;
    const file = fileOfUrl(frame.url) ?? frame.url;
    const scripts = rangesOfFile.get(file);
    const url = scripts?.url ?? index.urlOf(file) ?? frame.url;
    const location = locate(maps, url, frame.line, frame.column);
    // Transpiled while it was loaded: ranges and awaits are those of the text on disk, which the map leads back to.
    const isOnDisk = location?.file === file;
    const { line, column } = isOnDisk ? location : frame;
    const around = scripts ? innermostAt(scripts.list, line, column - 1) : -1;
    const start = around >= 0 ? scripts?.list[around] : undefined;
    const isTopLevel = scripts !== undefined && start === undefined;
    const info = index.find(file, plainName(frame.name), line, isTopLevel ? 1 : start?.startLine, isOnDisk);
    const placeOf = (line: number, column: number) =>
      isOnDisk ? { file, line, column } : locate(maps, url, line, column);
    const functionLocation =
      info?.location ??
      (isTopLevel ? placeOf(1, 1) : start ? placeOf(start.startLine, start.startColumn + 1) : location);
    const name = info?.name ?? (plainName(frame.name) || (isTopLevel ? '(top level)' : '(anonymous)'));
    // A named function whose beginning is not known is one, whatever lines it calls from.
    const isVague = start === undefined && !isTopLevel && plainName(frame.name) !== '';
    const place =
      functionLocation && !isVague
        ? `${functionLocation.file}:${functionLocation.line}:${functionLocation.column}`
        : (functionLocation?.file ?? url);
    const described: Described = {
      name,
      location,
      isDependency: /[\\/]node_modules[\\/]/.test(file),
      isIndependent: awaits.independent[url]?.includes(line) === true,
      isUndecided: awaits.undecided[url]?.includes(line) === true,
      isOfQueue: awaits.queues[url]?.includes(line) === true,
      step: stepAt(awaits.sequences[url] ?? [], line),
      functionKey: info?.key ?? `${name}\n${place}`,
      functionLocation,
    };
    known.set(key, described);
    return described;
  };
}

function stepAt(sequences: readonly AwaitSequence[], line: number): StepOfSequence | null {
  for (const sequence of sequences) {
    const index = sequence.steps.findIndex(({ from, to }) => from <= line && line <= to);
    if (index >= 0) return { sequence, index };
  }
  return null;
}

/** `Object.<anonymous>` and `Store.load` are '' and `load` in a CPU profile. */
const plainName = (name: string) => (name.endsWith('<anonymous>') ? '' : (name.split('.').at(-1) ?? name));

function locate(maps: SourceMaps, url: string, line: number, column: number): Location | null {
  if (!(line >= 1)) return null;
  const original = maps.original(url, line, Math.max(0, column - 1));
  if (original) return original.location;
  const file = fileOfUrl(url);
  return file === null ? null : { file, line, column: Math.max(1, column) };
}

/** V8 counts lines from 0. */
const lineFromV8 = (line: number): number => line + 1;

function indexFunctions(functions: Iterable<FunctionInfo>) {
  const byName = new Map<string, FunctionInfo[]>();
  const urls = new Map<string, string>();
  for (const info of functions) {
    if (info.frame.url === '') continue;
    const file = fileOfUrl(info.frame.url) ?? info.frame.url;
    urls.set(file, info.frame.url);
    const key = `${file}\n${info.frame.name}`;
    const list = byName.get(key);
    if (list) list.push(info);
    else byName.set(key, [info]);
  }
  return {
    urlOf: (file: string) => urls.get(file),
    /**
     * The function of this name that begins on `startLine`; where that is not known, the last that begins before the call.
     */
    find(
      file: string,
      name: string,
      line: number,
      startLine: number | undefined,
      isOnDisk: boolean,
    ): FunctionInfo | null {
      const found = byName.get(`${file}\n${name}`) ?? [];
      const lineOf = ({ frame, location }: FunctionInfo) =>
        isOnDisk && location ? location.line : lineFromV8(frame.line);
      if (startLine !== undefined) return found.find((info) => lineOf(info) === startLine) ?? null;
      const before = found.filter((info) => lineOf(info) <= line);
      return before.reduce<FunctionInfo | null>(
        (best, next) => (best === null || lineOf(next) > lineOf(best) ? next : best),
        null,
      );
    },
  };
}
