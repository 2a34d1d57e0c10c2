/** Positions in what ran → positions in what the developer wrote. Node applies no maps to its profiles. */
import { LEAST_UPPER_BOUND, TraceMap, originalPositionFor, type SourceMapInput } from '@jridgewell/trace-mapping';
import type { Location } from '../report.ts';
import { fileOfUrl } from './fileLocation.ts';

export interface OriginalPosition {
  readonly location: Location;
  /** What the map calls this position; null when it does not say. */
  readonly name: string | null;
}

export interface SourceMaps {
  /** `line` from 1, `column` from 0. Null without a map for the script, or for a place that the map leaves out. */
  original(url: string, line: number, column: number): OriginalPosition | null;
  readonly warnings: readonly string[];
}

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
  return { warnings, original: (url, line, column) => lookUp(opened.get(url), line, column) };
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
