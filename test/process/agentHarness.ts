/** Starts Node with the built agent preloaded, as the launcher does, and reads back what it wrote. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { EventRecord, RecordingOptions } from '../../src/profiler/capture/format/capture.ts';
import { agentConfigVariable, type AgentConfig } from '../../src/profiler/capture/format/control.ts';
import type { CpuProfile, HeapProfile } from '../../src/profiler/capture/format/profiles.ts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const preloadPath = path.join(process.env['AGENT_DIST'] ?? path.join(root, 'dist'), 'agent.cjs');
/** Another Node to run the programs with. */
export const nodePath = process.env['AGENT_NODE'] ?? process.execPath;
export const program = (name: string) => path.join(root, 'test/fixtures/programs', name);

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'agent-test-'));
  folders.push(folder);
  return folder;
}

export interface Setting {
  mode?: AgentConfig['mode'];
  controlPath?: string;
  options?: Partial<RecordingOptions>;
  env?: Record<string, string>;
}

const baseEnv = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', MARK: 'outer' };

export function agentEnv(captureDir: string, { mode = 'record', controlPath, options, env = {} }: Setting) {
  const config: AgentConfig = {
    mode,
    captureDir,
    controlPath: controlPath ?? null,
    preloadPath,
    parent: null,
    options: {
      engine: 'inspector',
      cpuIntervalMicros: 1000,
      heapMode: 'live',
      heapIntervalBytes: 65536,
      checkpointMs: 1000,
      counterMs: 100,
      ...options,
    },
  };
  const own = env['NODE_OPTIONS'];
  const nodeOptions = `--require ${JSON.stringify(preloadPath)}${own === undefined ? '' : ` ${own}`}`;
  return { ...baseEnv, ...env, NODE_OPTIONS: nodeOptions, [agentConfigVariable]: JSON.stringify(config) };
}

export interface Ended {
  code: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
}

export function ended(child: ChildProcess): Promise<Ended> {
  const text = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (text.stdout += chunk));
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (text.stderr += chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, ...text }));
  });
}

export const runPlain = (args: readonly string[], env: Record<string, string> = {}): Promise<Ended> =>
  ended(spawn(nodePath, args, { env: { ...baseEnv, ...env }, stdio: ['ignore', 'pipe', 'pipe'] }));

export function startProfiled(
  args: readonly string[],
  setting: Setting = {},
): { child: ChildProcess; capture: Capture } {
  const dir = temporaryFolder();
  const child = spawn(nodePath, args, { env: agentEnv(dir, setting), stdio: ['ignore', 'pipe', 'pipe'] });
  return { child, capture: new Capture(dir) };
}

export async function runProfiled(
  args: readonly string[],
  setting: Setting = {},
): Promise<Ended & { capture: Capture }> {
  const { child, capture } = startProfiled(args, setting);
  return { ...(await ended(child)), capture };
}

type Kind<K extends EventRecord['k']> = Extract<EventRecord, { k: K }>;

/** What the agent left in the capture folder. */
export class Capture {
  readonly dir: string;
  constructor(dir: string) {
    this.dir = dir;
  }

  threads(): Kind<'thread'>[] {
    const logs = readdirSync(this.dir).filter((name) => name.startsWith('events.'));
    return logs.flatMap((name) => this.events(name.slice('events.'.length, -'.jsonl'.length), 'thread'));
  }
  get main(): string {
    const main = this.threads().find(({ kind }) => kind === 'main');
    if (!main) throw new Error('the main thread left no events');
    return keyOf(main);
  }

  events<K extends EventRecord['k']>(key: string, kind: K): Kind<K>[] {
    const lines = readFileSync(path.join(this.dir, `events.${key}.jsonl`), 'utf8').split('\n');
    const records = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as EventRecord);
    return records.filter((record): record is Kind<K> => record.k === kind);
  }

  windows(key: string): CpuProfile[] {
    return this.#raw<CpuProfile>(key, 'cpu');
  }
  heaps(key: string): (HeapProfile & { atMicros: number })[] {
    return this.#raw(key, 'heap');
  }
  json(key: string, name: string): unknown {
    return JSON.parse(readFileSync(path.join(this.dir, 'raw', key, name), 'utf8'));
  }

  #raw<T>(key: string, kind: string): T[] {
    const numberOf = (name: string) => Number(/-(\d+)\./.exec(name)![1]);
    return readdirSync(path.join(this.dir, 'raw', key))
      .filter((name) => name.startsWith(`${kind}-`) && name.endsWith('.json'))
      .sort((a, b) => numberOf(a) - numberOf(b))
      .map((name) => this.json(key, name) as T);
  }
}

export const keyOf = ({ pid, threadId }: { pid: number; threadId: number }) => `${pid}-${threadId}`;

/** Microseconds with the function as the leaf, and of all samples but the idle ones. */
export function selfTime(windows: readonly CpuProfile[], functionName: string): { self: number; busy: number } {
  let self = 0;
  let busy = 0;
  for (const { nodes, samples = [], timeDeltas = [] } of windows) {
    const nameOf = new Map(nodes.map(({ id, callFrame }) => [id, callFrame.functionName]));
    samples.forEach((id, at) => {
      const name = nameOf.get(id);
      const micros = timeDeltas[at + 1] ?? 0;
      if (name !== '(idle)') busy += micros;
      if (name === functionName) self += micros;
    });
  }
  return { self, busy };
}

export const selfShare = (windows: readonly CpuProfile[], functionName: string): number => {
  const { self, busy } = selfTime(windows, functionName);
  return self / busy;
};
