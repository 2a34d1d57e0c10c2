/** From a place in what ran to the place in what the developer wrote, on this machine. */
import * as vscode from 'vscode';
import { LEAST_UPPER_BOUND, TraceMap, originalPositionFor, type SourceMapInput } from '@jridgewell/trace-mapping';
import type { Location } from '../../profiler/report.ts';
import { findFile, isThere } from './findFile.ts';
import { readSourceMap } from './readSourceMap.ts';

export interface Source {
  readonly file: vscode.Uri;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
}

/** Null when there is no such file. A place without a map, or with one that leads nowhere, is its own source. */
export async function findSource({ file, line, column }: Location): Promise<Source | null> {
  const found = await findFile(file);
  if (!found) return null;
  const here = { file: found, line, column };
  return (await originalOf(here).catch(() => null)) ?? here;
}

async function originalOf({ file, line, column }: Source): Promise<Source | null> {
  const read = await readSourceMap(file);
  if (!read) return null;
  const map = new TraceMap(read.map as unknown as SourceMapInput, read.address);
  const original = originalPosition(map, line, column - 1);
  if (!original) return null;
  const source = vscode.Uri.parse(original.source);
  // The map may have been made elsewhere, or name its sources by an address of its own, such as webpack's.
  const sourceFile =
    source.scheme === file.scheme && (await isThere(source)) ? source : await findFile(original.source);
  return sourceFile && { file: sourceFile, line: original.line, column: original.column + 1 };
}

interface Original {
  readonly source: string;
  readonly line: number;
  /** From 0. */
  readonly column: number;
}

function originalPosition(map: TraceMap, line: number, column: number): Original | null {
  const before = originalPositionFor(map, { line, column });
  // The first mapping of a line may start behind its indentation: then the nearest one after it is meant.
  const found = before.source === null ? originalPositionFor(map, { line, column, bias: LEAST_UPPER_BOUND }) : before;
  return found.source === null ? null : { source: found.source, line: found.line, column: found.column };
}
