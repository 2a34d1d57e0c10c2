/** Capture folders as a run leaves them, written by hand. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import type { EventRecord } from '../../../src/profiler/capture/format/capture.ts';
import type { CpuProfile, HeapProfile } from '../../../src/profiler/capture/format/profiles.ts';

export interface RecordedCapture {
  readonly dir: string;
  /** Text that replaces or adds a file. */
  put(file: string, text: string): void;
}

/** A folder that is gone after the test. */
export function temporaryFolder(context: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'capture-test-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** One main thread with two CPU windows and three heap checkpoints, of a program `app.js` in `folder`. */
export function recordedCapture(folder: string, changes: Record<string, unknown> = {}): RecordedCapture {
  const dir = path.join(folder, 'capture');
  const script = path.join(folder, 'app.js');
  const put = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
    writeFileSync(path.join(dir, file), text);
  };
  writeFileSync(script, 'function work() {}\n');
  const manifest = {
    format: 'concurrency-profiler-capture',
    version: 1,
    id: 'capture',
    state: 'recording',
    toolVersion: '1.2.3',
    command: ['node', 'app.js'],
    script,
    cwd: folder,
    nodePath: '/usr/bin/node',
    nodeVersion: '22.0.0',
    platform: 'linux',
    cpuCount: 4,
    startedAt: '2026-01-02T03:04:05.000Z',
    startMicros: 1000,
    endMicros: 2_000_000,
    exit: { code: 0, signal: null, reason: 'exited' },
    warnings: [],
    ...changes,
  };
  put('capture.json', JSON.stringify(manifest));
  put('raw/10-0/cpu-0.json', JSON.stringify(cpuWindow(script, 10_000, 1_000_000)));
  put('raw/10-0/cpu-1.json', JSON.stringify(cpuWindow(script, 999_900, 1_990_000)));
  for (const [index, size] of [100, 200, 300].entries()) {
    put(`raw/10-0/heap-${index}.json`, JSON.stringify({ atMicros: 50_000 + index, ...heapProfile(script, size) }));
  }
  const events: EventRecord[] = [
    {
      k: 'thread',
      t: 5000,
      pid: 10,
      threadId: 0,
      kind: 'main',
      name: 'app.js',
      parentPid: null,
      parentThreadId: null,
      osThreadId: 10,
      nodeVersion: 'v22.0.0',
    },
    { k: 'scripts', scripts: [{ scriptId: '7', url: `file://${script}`, sourceMapUrl: '' }] },
    { k: 'end', t: 1_995_000, reason: 'exit' },
  ];
  put('events.10-0.jsonl', events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  return { dir, put };
}

export function cpuWindow(script: string, startTime: number, endTime: number): CpuProfile {
  const callFrame = { functionName: 'work', scriptId: '7', url: `file://${script}`, lineNumber: 0, columnNumber: 13 };
  const root = { ...callFrame, functionName: '(root)', scriptId: '0', url: '', lineNumber: -1, columnNumber: -1 };
  const samples: number[] = [];
  for (let at = startTime + 1000; at < endTime; at += 1000) samples.push(2);
  return {
    nodes: [
      { id: 1, callFrame: root, hitCount: 0, children: [2] },
      { id: 2, callFrame, hitCount: samples.length },
    ],
    startTime,
    endTime,
    samples,
    timeDeltas: samples.map(() => 1000),
  };
}

function heapProfile(script: string, selfSize: number): HeapProfile {
  const callFrame = { functionName: 'work', scriptId: '7', url: `file://${script}`, lineNumber: 0, columnNumber: 13 };
  return {
    head: {
      callFrame: { ...callFrame, functionName: '(root)' },
      selfSize: 0,
      children: [{ callFrame, selfSize, children: [] }],
    },
  };
}
