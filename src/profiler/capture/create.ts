/** Opens a new capture folder. */
import { randomBytes } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { captureFormatName, captureFormatVersion, type Manifest } from './format/capture.ts';
import { writeFailure } from './failure.ts';
import { writeManifest } from './manifest.ts';
import { capturesRoot } from './stateFolder.ts';
import { toolVersion } from './toolVersion.ts';

export interface Capture {
  readonly dir: string;
  readonly manifest: Manifest;
}

export type NewCapture = Pick<
  Manifest,
  'command' | 'script' | 'cwd' | 'nodePath' | 'nodeVersion' | 'cpuCount' | 'requested' | 'attached'
>;

/** Creates a folder of its own in `outDir` (default: the per-user state folder) and writes the first manifest. */
export async function createCapture(about: NewCapture, outDir: string = capturesRoot()): Promise<Capture> {
  const now = new Date();
  const id = captureId(now, about.script);
  const dir = path.join(path.resolve(outDir), id);
  const manifest: Manifest = {
    format: captureFormatName,
    version: captureFormatVersion,
    id,
    state: 'recording',
    toolVersion,
    ...about,
    platform: process.platform,
    startedAt: now.toISOString(),
    startMicros: monotonicMicros(),
    endMicros: null,
    exit: null,
    threads: [],
    sources: [],
    warnings: [],
    recorderPid: process.pid,
  };
  try {
    await makeFolder(path.join(dir, 'raw'));
    await writeManifest(dir, manifest);
  } catch (error) {
    throw writeFailure(outDir, error);
  }
  return { dir, manifest };
}

/** Node's own recursive mkdir never returns where the system refuses every folder with ENOENT, as /proc does. */
async function makeFolder(folder: string): Promise<void> {
  const parent = path.dirname(folder);
  if (parent !== folder && !(await stat(parent).catch(() => null))) await makeFolder(parent);
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

/** The clock that all records of a capture share. */
export function monotonicMicros(): number {
  return Number(process.hrtime.bigint() / 1000n);
}

// Readable, sorted by time in a file list, and two runs started in the same second still differ.
function captureId(now: Date, script: string | null): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const time = `${two(now.getHours())}.${two(now.getMinutes())}.${two(now.getSeconds())}`;
  return `${day}_${time}_${stemOf(script)}_${randomBytes(2).toString('hex')}`;
}

const longestStem = 40;
function stemOf(script: string | null): string {
  const stem = script === null ? 'program' : path.basename(script, path.extname(script));
  return stem.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, longestStem) || 'program';
}
