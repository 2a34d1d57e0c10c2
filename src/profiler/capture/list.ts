/** The history: what lies in a folder of captures, and how an entry of it is removed. */
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { readManifest } from './manifest.ts';
import { capturesRoot } from './stateFolder.ts';
import type { Manifest } from './format/capture.ts';

export interface CaptureSummary {
  readonly dir: string;
  readonly manifest: Manifest;
}

/** Captures under `root`, newest first. Folders that are no captures are left out; no folder means no captures. */
export async function listCaptures(root: string = capturesRoot()): Promise<CaptureSummary[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  const summaries = await Promise.all(
    entries.filter((entry) => entry.isDirectory()).map((entry) => summaryOf(path.join(root, entry.name))),
  );
  return summaries
    .filter((summary) => summary !== null)
    .sort((one, other) => other.manifest.startedAt.localeCompare(one.manifest.startedAt));
}

async function summaryOf(dir: string): Promise<CaptureSummary | null> {
  try {
    return { dir, manifest: await readManifest(dir) };
  } catch {
    return null;
  }
}

/** Removes a capture for good. Refuses a folder that is none, so that a wrong path cannot cost a project. */
export async function deleteCapture(dir: string): Promise<void> {
  await readManifest(dir);
  await rm(dir, { recursive: true, force: true });
}
