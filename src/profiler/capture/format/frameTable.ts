/** Collects frames, each once. The url is part of the key: one script id can carry several urls (Node 8, traces). */
import type { Frame } from './cpuColumns.ts';

/** A call frame as some file has it: script ids may be numbers, fields may be missing. */
export interface LooseCallFrame {
  readonly functionName?: unknown;
  readonly scriptId?: unknown;
  readonly url?: unknown;
  readonly lineNumber?: unknown;
  readonly columnNumber?: unknown;
}

export interface FrameTable {
  readonly frames: Frame[];
  /** `firstLine` is what the file counts its lines from: 0 for V8, 1 for legacy files and v8-profiler-next. */
  indexOf(frame: LooseCallFrame, firstLine: 0 | 1): number;
}

export function createFrameTable(): FrameTable {
  const frames: Frame[] = [];
  const byKey = new Map<string, number>();
  return {
    frames,
    indexOf(loose, firstLine) {
      const frame: Frame = {
        name: typeof loose.functionName === 'string' ? loose.functionName : '',
        scriptId:
          typeof loose.scriptId === 'string' || typeof loose.scriptId === 'number' ? String(loose.scriptId) : '',
        url: typeof loose.url === 'string' ? loose.url : '',
        line: position(loose.lineNumber, firstLine),
        column: position(loose.columnNumber, firstLine),
      };
      const key = `${frame.name}\n${frame.scriptId}\n${frame.url}\n${frame.line}:${frame.column}`;
      const known = byKey.get(key);
      if (known !== undefined) return known;
      byKey.set(key, frames.length);
      return frames.push(frame) - 1;
    },
  };
}

function position(value: unknown, first: 0 | 1): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) return -1;
  return Math.max(-1, value - first);
}
