/** The source map that a script names at its end. */
import * as vscode from 'vscode';
import {
  absoluteSources,
  mapFromDataUrl,
  mapUrlInText,
  type SourceMapJson,
} from '../../profiler/capture/format/sourceMap.ts';

export interface ReadSourceMap {
  /** Its sources need no base any more. */
  readonly map: SourceMapJson;
  readonly address: string;
}

/** A larger script is a bundle whose map would take seconds to read; it is its own source. */
const largestScriptBytes = 32_000_000;

/** Null for a script without one. Rejects when a file cannot be read. */
export async function readSourceMap(script: vscode.Uri): Promise<ReadSourceMap | null> {
  if ((await vscode.workspace.fs.stat(script)).size > largestScriptBytes) return null;
  const named = mapUrlInText(await textOf(script));
  if (named === '') return null;
  if (named.startsWith('data:')) return absolute(mapFromDataUrl(named), script.toString());
  if (/^[a-z][a-z0-9+.-]+:/i.test(named) && !named.startsWith('file:')) return null; // Nothing is fetched.
  const mapFile = named.startsWith('file:')
    ? vscode.Uri.parse(named)
    : vscode.Uri.joinPath(script, '..', decodeURIComponent(named));
  return absolute(JSON.parse(await textOf(mapFile)) as SourceMapJson, mapFile.toString());
}

const absolute = (map: SourceMapJson | null, address: string): ReadSourceMap | null =>
  map && { map: absoluteSources(map, address), address };

const textOf = async (file: vscode.Uri): Promise<string> =>
  new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
