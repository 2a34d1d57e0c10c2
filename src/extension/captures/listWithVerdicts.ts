/** The history with the verdict of each capture that has one. Runs in the analysis worker. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { listCaptures, type CaptureSummary } from '../../profiler/capture/list.ts';
import { reportFile } from '../../profiler/capture/reportCache.ts';
import type { Report } from '../../profiler/report.ts';
import { toMillis, micros } from '../../profiler/units.ts';
import type { ListedCapture } from './listedCapture.ts';

/** Newest first. */
export async function listWithVerdicts(root: string): Promise<ListedCapture[]> {
  return Promise.all((await listCaptures(root)).map(listed));
}

async function listed({ dir, manifest }: CaptureSummary): Promise<ListedCapture> {
  return {
    dir,
    script: manifest.script,
    command: manifest.command,
    cwd: manifest.cwd,
    nodeVersion: manifest.nodeVersion,
    startedAt: manifest.startedAt,
    wallMs: manifest.endMicros === null ? null : toMillis(micros(manifest.endMicros - manifest.startMicros)),
    endedBy: manifest.exit?.reason ?? null,
    exitCode: manifest.exit?.code ?? null,
    attached: manifest.attached === true,
    verdict: await verdictOf(dir),
  };
}

/** A verdict of an older version is good enough for a list; opening the capture makes a new one where needed. */
async function verdictOf(dir: string): Promise<ListedCapture['verdict']> {
  try {
    const report = JSON.parse(await readFile(path.join(dir, reportFile), 'utf8')) as Report;
    return { class: report.verdict.class, summary: report.verdict.summary };
  } catch {
    return null;
  }
}
