/** A report, arranged by file: what was measured where. Pure. */
import type { FrameCategory, HotFunction, Report } from '../../profiler/report.ts';

export interface MeasuredFunction {
  name: string;
  /** 1-based, of the declaration. */
  line: number;
  selfMs: number;
  totalMs: number;
  totalShare: number;
  calls: number | null;
  category: FrameCategory;
}

export interface FileAnnotations {
  /** By line, then the one with the larger total first. */
  functions: readonly MeasuredFunction[];
  /** Self time of each measured line, of all functions together. */
  lineSelfMs: ReadonlyMap<number, number>;
  /** Of the text that was measured; null when the run could not read it. */
  sha256: string | null;
}

/** `fileKey` brings the report's locations and the editor's paths to one form. */
export function indexByFile(report: Report, fileKey: (file: string) => string): Map<string, FileAnnotations> {
  const byFile = new Map<string, HotFunction[]>();
  for (const hot of report.hotFunctions) {
    if (!hot.location || !isCode(hot.category)) continue;
    const key = fileKey(hot.location.file);
    const known = byFile.get(key);
    if (known) known.push(hot);
    else byFile.set(key, [hot]);
  }
  const hashes = new Map(report.sources.map((source) => [fileKey(source.file), source.sha256]));
  return new Map([...byFile].map(([key, functions]) => [key, annotationsOf(functions, hashes.get(key) ?? null)]));
}

/** What shares are of, in ms: the time of all threads that were sampled, waiting included. 0 where nothing ran. */
export function sampledMs({ hotFunctions, run }: Report): number {
  const [hottest] = hotFunctions;
  return hottest && hottest.selfShare > 0 ? hottest.selfMs / hottest.selfShare : run.wallMs;
}

/** Node's own frames and what V8 invents have no file that a reader could open. */
const isCode = (category: FrameCategory): boolean => category === 'user' || category === 'dependency';

function annotationsOf(hot: readonly HotFunction[], sha256: string | null): FileAnnotations {
  const functions = hot
    .map(({ name, location, selfMs, totalMs, totalShare, calls, category }) => {
      return { name, line: location?.line ?? 1, selfMs, totalMs, totalShare, calls, category };
    })
    .sort((one, other) => one.line - other.line || other.totalMs - one.totalMs);
  const lineSelfMs = new Map<number, number>();
  for (const { lines } of hot) {
    for (const { line, selfMs } of lines) lineSelfMs.set(line, (lineSelfMs.get(line) ?? 0) + selfMs);
  }
  return { functions, lineSelfMs, sha256 };
}
