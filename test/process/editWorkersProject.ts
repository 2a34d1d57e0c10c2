/** A sample project on disk: planned for, changed as the editor would, and run before and after. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { applyPlan } from '../../src/profiler/edit/applyPlan.ts';
import { planEdit, type EditPlan, type ProjectFiles } from '../../src/profiler/edit/index.ts';
import type { RecommendedAction } from '../../src/profiler/report.ts';

const nodeModules = path.resolve(import.meta.dirname, '../../node_modules');

/** Of the programs, in the tests of other versions. */
export const node = process.env['AGENT_NODE'] ?? process.execPath;

export const filesOnDisk: ProjectFiles = {
  read: (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null),
};

/** A new folder with these files, which finds the packages of this repository; gone after the test. */
export function projectOnDisk(t: TestContext, texts: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'edit-workers-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  symlinkSync(nodeModules, path.join(folder, 'node_modules'), 'junction');
  return folder;
}

export function applyOnDisk(action: RecommendedAction): EditPlan {
  const result = planEdit(action, filesOnDisk);
  assert.ok(result.ok, result.ok ? '' : result.reason);
  for (const [file, text] of applyPlan(result.plan, filesOnDisk)) writeFileSync(file, text);
  return result.plan;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Ends with the test, whatever becomes of it. */
export function start(t: TestContext, folder: string, args: readonly string[]): ChildProcess {
  const child = spawn(node, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  t.after(() => void child.kill('SIGKILL'));
  return child;
}

export function ended(child: ChildProcess): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr })));
}

export const run = (t: TestContext, folder: string, args: readonly string[]): Promise<Ended> =>
  ended(start(t, folder, args));
