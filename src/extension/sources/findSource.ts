/** From a place in what ran to the place in what the developer wrote, on this machine. */
import * as vscode from 'vscode';
import { LEAST_UPPER_BOUND, TraceMap, originalPositionFor, type SourceMapInput } from '@jridgewell/trace-mapping';
import {
  absoluteSources,
  mapFromDataUrl,
  mapUrlInText,
  type SourceMapJson,
} from '../../profiler/capture/format/sourceMap.ts';
import type { Location } from '../../profiler/report.ts';
import { findFile, isThere } from './findFile.ts';

export interface Source {
  readonly file: vscode.Uri;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
}

/** A larger script is a bundle whose map would take seconds to read; it opens itself. */
const largestScriptBytes = 32_000_000;

/** Null when there is no such file. A place without a map, or with one that leads nowhere, is its own source. */
export async function findSource({ file, line, column }: Location): Promise<Source | null> {
  const found = await findFile(file);
  if (!found) return null;
  const here = { file: found, line, column };
  return (await originalOf(here).catch(() => null)) ?? here;
}

async function originalOf({ file, line, column }: Source): Promise<Source | null> {
  if ((await vscode.workspace.fs.stat(file)).size > largestScriptBytes) return null;
  const named = mapUrlInText(await textOf(file));
  if (named === '') return null;
  const map = await readMap(named, file);
  if (!map) return null;
  const original = originalPosition(map, line, column - 1);
  if (!original) return null;
  const source = vscode.Uri.parse(original.source);
  // The map may have been made elsewhere, or name its sources by an address of its own, such as webpack's.
  const sourceFile =
    source.scheme === file.scheme && (await isThere(source)) ? source : await findFile(original.source);
  return sourceFile && { file: sourceFile, line: original.line, column: original.column + 1 };
}

async function readMap(named: string, script: vscode.Uri): Promise<TraceMap | null> {
  if (named.startsWith('data:')) return traceMap(mapFromDataUrl(named), script.toString());
  if (/^[a-z][a-z0-9+.-]+:/i.test(named) && !named.startsWith('file:')) return null; // Nothing is fetched.
  const mapFile = named.startsWith('file:')
    ? vscode.Uri.parse(named)
    : vscode.Uri.joinPath(script, '..', decodeURIComponent(named));
  return traceMap(JSON.parse(await textOf(mapFile)) as SourceMapJson, mapFile.toString());
}

const traceMap = (map: SourceMapJson | null, address: string): TraceMap | null =>
  map && new TraceMap(absoluteSources(map, address) as unknown as SourceMapInput, address);

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

const textOf = async (file: vscode.Uri): Promise<string> =>
  new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
