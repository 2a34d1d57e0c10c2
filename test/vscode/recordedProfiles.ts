/** Profiles that Node itself records, of a program and its child, in a folder that is not the workspace. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { CpuProfile } from '../../src/profiler/capture/format/profiles.ts';

export const programName = 'busyWork.mjs';
/** Name and line of the function that takes nearly all of the time. */
export const hot = { name: 'multiplyAll', line: 4, hotLine: 8 };

/** 600 ms in the parent, then as much in a child with the same flags. */
const program = `import { fork } from 'node:child_process';

const runMs = 600;
function ${hot.name}(until) {
  let product = 1;
  while (performance.now() < until) {
    for (let factor = 1; factor < 20_000; factor++) {
      product = (product * factor + 1) % 1_000_003;
    }
  }
  return product;
}

const kept = [];
for (let size = 0; size < 200; size++) kept.push(new Array(1000 + size).fill(size));
console.log(${hot.name}(performance.now() + runMs) + kept.length);
if (process.argv[2] !== 'child') fork(import.meta.filename, ['child']);
`;

export interface RecordedProfiles {
  /** Text of the program. */
  readonly program: string;
  /** As `--cpu-prof-dir` left it: two processes. */
  readonly folder: string;
  readonly cpuProfile: string;
  readonly childProfile: string;
  readonly heapProfile: string;
}

export function recordProfiles(): RecordedProfiles {
  const base = mkdtempSync(path.join(os.tmpdir(), 'recorded-'));
  const source = path.join(base, 'elsewhere', 'src');
  const folder = path.join(base, 'profiles');
  const heapFolder = path.join(base, 'heap');
  mkdirSync(source, { recursive: true });
  const file = path.join(source, programName);
  writeFileSync(file, program);
  execFileSync(process.execPath, ['--cpu-prof', '--cpu-prof-dir', folder, file]);
  execFileSync(process.execPath, ['--heap-prof', '--heap-prof-dir', heapFolder, file, 'child']);
  // As on the machine of somebody else, who sent the profile.
  rmSync(path.dirname(source), { recursive: true });
  const textOf = (inside: string, at = 0): string =>
    readFileSync(path.join(inside, readdirSync(inside).sort()[at] ?? ''), 'utf8');
  return {
    program,
    folder,
    cpuProfile: textOf(folder),
    childProfile: textOf(folder, 1),
    heapProfile: textOf(heapFolder),
  };
}

/** A capture of the same program, by the command line. */
export function recordCapture(root: string): { readonly id: string; readonly folder: string } {
  const base = mkdtempSync(path.join(os.tmpdir(), 'captured-'));
  const file = path.join(base, programName);
  writeFileSync(file, program);
  const out = path.join(base, 'captures');
  execFileSync(process.execPath, [
    path.join(root, 'dist', 'cli.js'),
    'run',
    '--no-calibrate',
    '--out',
    out,
    file,
    'child',
  ]);
  const [id = ''] = readdirSync(out);
  return { id, folder: path.join(out, id) };
}

/** Profiles as Chrome writes them into a trace, a thread each: in a piece, with the parent of each node instead of its children. */
export const asChromeTrace = (...profileTexts: readonly string[]): string =>
  JSON.stringify({ traceEvents: profileTexts.flatMap((text, at) => traceEvents(text, at + 1)) });

function traceEvents(profileText: string, tid: number): object[] {
  const { nodes, samples, timeDeltas, startTime, endTime } = JSON.parse(profileText) as CpuProfile;
  const parentOf = new Map(nodes.flatMap(({ id, children }) => (children ?? []).map((child) => [child, id])));
  const flat = nodes.map(({ id, callFrame }) => {
    const parent = parentOf.get(id);
    return { id, callFrame, ...(parent === undefined ? {} : { parent }) };
  });
  const event = { pid: 1, tid, id: `0x${tid}`, cat: 'disabled-by-default-v8.cpu_profiler', ph: 'P' };
  return [
    { ...event, name: 'Profile', ts: startTime, args: { data: { startTime } } },
    {
      ...event,
      name: 'ProfileChunk',
      ts: endTime,
      args: { data: { cpuProfile: { nodes: flat, samples }, timeDeltas } },
    },
  ];
}
