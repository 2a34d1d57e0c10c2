/** capture.json: reading with checks, writing so that a reader never sees half of it. */
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { captureFormatName, captureFormatVersion, type Manifest } from './format/capture.ts';
import { captureDamaged, captureNewer, captureNotFound, notACapture } from '../errors.ts';

export const manifestFile = 'capture.json';

/** Fields that came later, or that a foreign writer may have left out, are filled in. */
export async function readManifest(dir: string): Promise<Manifest> {
  let text: string;
  try {
    text = await readFile(path.join(dir, manifestFile), 'utf8');
  } catch {
    throw existsSync(dir) ? notACapture(dir) : captureNotFound(dir);
  }
  return parseManifest(text, dir);
}

/** Replaces the manifest in one step. */
export async function writeManifest(dir: string, manifest: Manifest): Promise<void> {
  const target = path.join(dir, manifestFile);
  const draft = `${target}.${process.pid}.new`;
  await writeFile(draft, `${JSON.stringify(manifest, null, 2)}\n`);
  await rename(draft, target);
}

function parseManifest(text: string, dir: string): Manifest {
  let found: Partial<Manifest> | null;
  try {
    found = JSON.parse(text) as Partial<Manifest> | null;
  } catch {
    throw captureDamaged(dir, 'its capture.json is not JSON');
  }
  if (typeof found !== 'object' || found === null || found.format !== captureFormatName) throw notACapture(dir);
  const version: unknown = found.version;
  if (typeof version === 'number' && version > captureFormatVersion) throw captureNewer(dir, version);
  if (version !== captureFormatVersion) throw captureDamaged(dir, 'its capture.json names no known version');
  return { ...emptyManifest(dir), ...withoutUndefined(found) };
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}

function emptyManifest(dir: string): Manifest {
  return {
    format: captureFormatName,
    version: captureFormatVersion,
    id: path.basename(dir),
    state: 'recording',
    toolVersion: '',
    command: [],
    script: null,
    cwd: '',
    nodePath: '',
    nodeVersion: '',
    platform: '',
    cpuCount: 1,
    startedAt: new Date(0).toISOString(),
    startMicros: 0,
    endMicros: null,
    exit: null,
    requested: defaultRecording,
    threads: [],
    sources: [],
    warnings: [],
  };
}

/** The defaults of a recording; the command line and the settings of the extension override single ones. */
export const defaultRecording: Manifest['requested'] = {
  engine: 'inspector',
  // V8 keeps up with 1 ms at a few per cent of cost; finer intervals arrive only in part.
  cpuIntervalMicros: 1000,
  heapMode: 'live',
  // V8's own default for --heap-prof: cheap, and sites below it do not decide about memory.
  heapIntervalBytes: 512 * 1024,
  checkpointMs: 1000,
  counterMs: 100,
};
