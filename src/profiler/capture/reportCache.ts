/** report.json: the Report of a capture, kept for as long as the tool that made it and what it was made from stay the same. */
import { createHash } from 'node:crypto';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { manifestFile } from './manifest.ts';
import { toolVersion } from './toolVersion.ts';
import type { Report } from '../report.ts';

export const reportFile = 'report.json';

/** The file holds a plain Report with one field more. */
interface CachedReport extends Report {
  madeFrom: {
    tool: string;
    /** Of capture.json; it is written last when a capture is finished or changed. */
    manifestModifiedMs: number;
    /** Digest of what else went in. */
    besides: string;
  };
}

/** `besides`: what the report depends on beside the capture, as JSON can tell it apart. */
export async function readCachedReport(dir: string, besides: unknown): Promise<Report | null> {
  try {
    const cached = JSON.parse(await readFile(path.join(dir, reportFile), 'utf8')) as CachedReport;
    const { madeFrom, ...report } = cached;
    const same =
      madeFrom.tool === (await tool()) &&
      madeFrom.manifestModifiedMs === (await manifestModifiedMs(dir)) &&
      madeFrom.besides === digest(besides);
    return same ? report : null;
  } catch {
    return null; // None yet, or not readable: it is made again.
  }
}

/** A folder that cannot be written to costs time at the next opening, nothing else. */
export async function writeCachedReport(dir: string, report: Report, besides: unknown): Promise<void> {
  const target = path.join(dir, reportFile);
  const draft = `${target}.${process.pid}.new`;
  try {
    const madeFrom = {
      tool: await tool(),
      manifestModifiedMs: await manifestModifiedMs(dir),
      besides: digest(besides),
    };
    await writeFile(draft, JSON.stringify({ ...report, madeFrom } satisfies CachedReport));
    await rename(draft, target);
  } catch {
    return;
  }
}

// The build's own time is part of the name: while the analysis is being developed the version number stands still.
async function tool(): Promise<string> {
  const { mtimeMs } = await stat(__filename);
  return `${toolVersion} ${Math.round(mtimeMs)}`;
}

async function manifestModifiedMs(dir: string): Promise<number> {
  return (await stat(path.join(dir, manifestFile))).mtimeMs;
}

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
