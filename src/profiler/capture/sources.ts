/** The user's source files behind the sampled scripts: their source maps and the hash of their text. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Manifest, ScriptSource } from './format/capture.ts';
import { absoluteSources, mapFromDataUrl, mapUrlInText, type SourceMapJson } from './format/sourceMap.ts';

export const sourceMapsFile = 'source-maps.json';

/** By url of a script: its map, or null for a script that is its own source. */
export type ScriptMaps = Readonly<Record<string, SourceMapJson | null>>;

/** Files of the program itself: neither Node's own, nor an installed package, nor our recorder. */
export function isUserScript(url: string): boolean {
  return (url.startsWith('file:') || path.isAbsolute(url)) && !installed.test(url) && !recorder.test(url);
}
const installed = /[\\/]node_modules[\\/]/;
const recorder = /[\\/]dist[\\/](?:agent|watcher)\.cjs$/;

export async function collectSourceMaps(scripts: readonly ScriptSource[]): Promise<ScriptMaps> {
  const byUrl = new Map<string, ScriptSource>();
  for (const script of scripts) if (!byUrl.get(script.url)?.sourceMapUrl) byUrl.set(script.url, script);
  const maps = await Promise.all([...byUrl.values()].map(async (script) => [script.url, await mapOf(script)] as const));
  return Object.fromEntries(maps);
}

export async function writeSourceMaps(dir: string, maps: ScriptMaps): Promise<void> {
  const found = Object.fromEntries(Object.entries(maps).filter(([, map]) => map !== null));
  await writeFile(path.join(dir, sourceMapsFile), JSON.stringify(found));
}

/** A bundle may name thousands of files; beyond this many, hashing would take longer than it helps. */
const mostSources = 1000;

export async function hashSources(maps: ScriptMaps): Promise<Manifest['sources']> {
  const files = new Set<string>();
  for (const [url, map] of Object.entries(maps)) {
    for (const source of [url, ...(map?.sources ?? [])]) {
      if (source !== null && isUserScript(source)) files.add(fileOf(source));
    }
  }
  const hashed = await Promise.all([...files].slice(0, mostSources).map(hashOf));
  return hashed.filter((source) => source !== null).sort((one, other) => one.file.localeCompare(other.file));
}

async function hashOf(file: string): Promise<{ file: string; sha256: string } | null> {
  const text = await readFile(file).catch(() => null);
  return text && { file, sha256: createHash('sha256').update(text).digest('hex') };
}

/** What V8 was told comes first; a script without a record may still name its map at its end. */
async function mapOf({ url, sourceMapUrl }: ScriptSource): Promise<SourceMapJson | null> {
  const scriptUrl = urlOf(url);
  const named = sourceMapUrl || mapUrlInText(await readFile(fileOf(url), 'utf8').catch(() => ''));
  if (!named) return null;
  if (named.startsWith('data:')) return absolute(mapFromDataUrl(named), scriptUrl);
  try {
    const mapUrl = new URL(named, scriptUrl);
    return absolute(JSON.parse(await readFile(mapUrl, 'utf8')) as SourceMapJson, mapUrl.href);
  } catch {
    return null; // Not there, or no file: the generated lines are shown then.
  }
}

function absolute(map: SourceMapJson | null, mapUrl: string): SourceMapJson | null {
  return map && absoluteSources(map, mapUrl);
}

const urlOf = (script: string) => (script.startsWith('file:') ? script : pathToFileURL(script).href);

function fileOf(script: string): string {
  try {
    return script.startsWith('file:') ? fileURLToPath(script) : script;
  } catch {
    return script; // A file URL with a host, which is no path here.
  }
}
