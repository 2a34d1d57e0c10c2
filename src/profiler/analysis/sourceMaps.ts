/** Positions in what ran → positions in what the developer wrote. Node applies no maps to its profiles. */
import {
  LEAST_UPPER_BOUND,
  TraceMap,
  decodedMappings,
  originalPositionFor,
  type SourceMapInput,
} from '@jridgewell/trace-mapping';
import type { Location } from '../report.ts';
import { fileOfUrl } from './fileLocation.ts';

export interface OriginalPosition {
  readonly location: Location;
  /** What the map calls this position; null when it does not say. */
  readonly name: string | null;
}

export interface SourceMaps {
  /** Whether the script has a map that can be read. */
  has(url: string): boolean;
  /** `line` from 1, `column` from 0. Null without a map for the script, or for a place that the map leaves out. */
  original(url: string, line: number, column: number): OriginalPosition | null;
  /**
   * The line of `file` that a generated line (from 1) was written on; the line itself where the script has no map. Null
   * where it holds code from several places, as minified code does: ticks know no columns.
   */
  lineIn(file: string, url: string, line: number): number | null;
  /** Likewise, with the file; null where the script has no map. */
  lineOf(url: string, line: number): OriginalLine | null;
  readonly warnings: readonly string[];
}

export interface OriginalLine {
  readonly file: string;
  readonly line: number;
}

/** A statement that a compiler wrote on one line may have stood on a few; it is shown where it begins. */
const longestStatementLines = 5;

export function openSourceMaps(maps: Readonly<Record<string, unknown>>): SourceMaps {
  const opened = new Map<string, TraceMap>();
  const warnings: string[] = [];
  for (const [url, json] of Object.entries(maps)) {
    try {
      opened.set(url, new TraceMap(json as SourceMapInput, url));
    } catch (error) {
      warnings.push(
        `The source map of ${url} cannot be read (${String(error)}); its positions are those of the generated code.`,
      );
    }
  }
  return {
    warnings,
    original: (url, line, column) => lookUp(opened.get(url), line, column),
    lineIn: (file, url, line) => {
      const map = opened.get(url);
      if (!map) return line;
      const found = originalLine(map, line);
      return found?.file === file ? found.line : null;
    },
    has: (url) => opened.has(url),
    lineOf: (url, line) => {
      const map = opened.get(url);
      return map ? originalLine(map, line) : null;
    },
  };
}

function lookUp(map: TraceMap | undefined, line: number, column: number): OriginalPosition | null {
  if (!map || line < 1) return null;
  const before = originalPositionFor(map, { line, column });
  // The first mapping of a line may start behind its indentation: then the nearest one after it is meant.
  const found = before.source === null ? originalPositionFor(map, { line, column, bias: LEAST_UPPER_BOUND }) : before;
  if (found.source === null) return null;
  const file = fileOfUrl(found.source);
  if (file === null) return null; // webpack://…: the generated file can be opened, this cannot
  return { location: { file, line: found.line, column: found.column + 1 }, name: found.name };
}

function originalLine(map: TraceMap, line: number): OriginalLine | null {
  let file: string | null = null;
  let first = Infinity;
  let last = 0;
  for (const segment of decodedMappings(map)[line - 1] ?? []) {
    if (segment.length === 1) continue;
    const source = map.resolvedSources[segment[1]] ?? '';
    const found = fileOfUrl(source);
    if (found === null || (file !== null && found !== file)) return null;
    file = found;
    first = Math.min(first, segment[2] + 1);
    last = Math.max(last, segment[2] + 1);
  }
  return file !== null && last - first < longestStatementLines ? { file, line: first } : null;
}
