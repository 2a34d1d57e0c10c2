/** A small project on disk: an edit is planned and applied to it, and both versions are really run. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { applyPlan } from '../../src/profiler/edit/applyPlan.ts';
import { planEdit, type EditPlan, type ProjectFiles } from '../../src/profiler/edit/index.ts';
import type { RecommendedAction } from '../../src/profiler/report.ts';

const root = path.resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
/** A program here takes a tenth of a second and the compiler a few; both much longer on a busy machine. */
const longestRunMs = 120_000;

/** On disk, since the programs are really run; what stands there wins. */
export const onDisk: ProjectFiles = {
  read(file) {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return null;
    }
  },
};

export function makeProject(test: TestContext, files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'edited-')));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}

/** `«` in the file marks what was measured; the mark is taken out. */
export function planMarked(
  folder: string,
  name: string,
  kind: 'bound-awaits' | 'use-promise-version',
  limit = 4,
): EditPlan {
  const file = path.join(folder, name);
  const text = readFileSync(file, 'utf8');
  const lines = text.slice(0, text.indexOf('«')).split('\n');
  assert.ok(text.includes('«'), 'the program marks what was measured');
  writeFileSync(file, text.replace('«', ''));
  const location = { file, line: lines.length, column: lines.at(-1)!.length + 1 };
  const action: RecommendedAction = kind === 'bound-awaits' ? { kind, location, limit } : { kind, location };
  const result = planEdit(action, onDisk);
  assert.ok(result.ok, result.ok ? '' : result.reason);
  return result.plan;
}

/** Writes what the plan says, and puts the packages that it names where the program finds them. */
export function applyToDisk(plan: EditPlan, folder: string): void {
  for (const [file, text] of applyPlan(plan, onDisk)) writeFileSync(file, text);
  const modules = path.join(folder, 'node_modules');
  for (const { name, range } of plan.packages) {
    assert.equal(name, 'p-map');
    mkdirSync(modules, { recursive: true });
    const installed = range.startsWith('^4.') ? 'p-map-4' : 'p-map';
    symlinkSync(path.join(root, 'node_modules', installed), path.join(modules, name), 'junction');
  }
}

export interface Ran {
  readonly output: string;
  /** What the program counted itself: the most calls that it had open at once. */
  readonly mostInFlight: number;
}

/** Programs print their results to stdout and, as the last line of stderr, the most calls in flight. */
export async function runProgram(folder: string, name: string): Promise<Ran> {
  const typed = /\.[mc]?ts$/.test(name);
  const loader = typed ? ['--import', pathToFileURL(path.join(root, 'node_modules/tsx/dist/esm/index.mjs')).href] : [];
  const both = typed ? [...loader, '--require', path.join(root, 'node_modules/tsx/dist/preflight.cjs')] : [];
  const { stdout, stderr } = await run(process.execPath, [...both, name], { cwd: folder, timeout: longestRunMs });
  return { output: stdout, mostInFlight: Number(stderr.trim().split('\n').at(-1)) };
}

/** The compiler's complaints about the project; an empty text when there are none. */
export async function typeCheck(
  folder: string,
  names: readonly string[],
  module: 'nodenext' | 'commonjs',
): Promise<string> {
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
  const options = [
    '--noEmit',
    '--strict',
    '--target',
    'es2022',
    '--skipLibCheck',
    '--esModuleInterop',
    '--types',
    'node',
  ];
  const roots = ['--typeRoots', path.join(root, 'node_modules/@types'), '--module', module];
  const resolution = module === 'commonjs' ? ['--moduleResolution', 'bundler'] : [];
  const libraries = ['--noUnusedLocals', ...options, ...roots, ...resolution];
  try {
    await run(process.execPath, [compiler, ...libraries, ...names], { cwd: folder, timeout: longestRunMs });
    return '';
  } catch (error) {
    return (error as { stdout?: string }).stdout || String(error);
  }
}
