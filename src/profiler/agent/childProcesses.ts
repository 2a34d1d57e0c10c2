/**
 * The program's children. Patched is the innermost native `spawn`, below every public function: those keep identity,
 * name, length and stack traces, and `exec`, `fork` and cluster are covered with it.
 */
import { ChildProcess } from 'node:child_process';
import type { EventRecord } from '../capture/format/capture.ts';
import type { AgentConfig } from '../capture/format/control.ts';
import { refusesInspector } from '../capture/format/permissionModel.ts';
import { optionsOf, withAgent } from './environment.ts';
import { carriesAgent } from './nodeChild.ts';
import { apply, binding, getOwnPropertySymbols, nowMicros } from './originals.ts';

/** Node 18-22 pass one object; Node 24 and later positions. */
interface SpawnOptions {
  file: string;
  args?: string[];
  envPairs?: string[];
}
type Positions = [
  file: string,
  args: string[] | undefined,
  cwd: unknown,
  envPairs: string[] | undefined,
  ...rest: unknown[],
];
interface Handle {
  pid: number;
  spawn(...args: unknown[]): number;
  close(...args: unknown[]): unknown;
}
interface SyncResult {
  pid?: number;
  status?: number | null;
  signal?: string | null;
}

export function followChildren(config: AgentConfig, add: (record: EventRecord) => void): void {
  followAsync(config, add);
  followSync(config, add);
}

function followAsync(config: AgentConfig, add: (record: EventRecord) => void): void {
  const probe = new ChildProcess() as unknown as { _handle: Handle };
  const prototype = Object.getPrototypeOf(probe._handle) as Handle;
  const { spawn } = prototype;
  prototype.spawn = function (this: Handle, ...args: unknown[]): number {
    const command = commandOf(args);
    const failed = apply(spawn, this, withAgentArguments(config, args)) as number;
    if (failed === 0) {
      add({ k: 'child', t: nowMicros(), childPid: this.pid, command, sync: false });
      followEnd(this, add);
    }
    return failed;
  };
}

/** Node closes the handle after it has set the exit code and before it emits 'exit'. */
function followEnd(handle: Handle, add: (record: EventRecord) => void): void {
  const { close } = handle;
  const childPid = handle.pid;
  handle.close = function (this: Handle, ...args: unknown[]): unknown {
    const owner = getOwnPropertySymbols(handle).find((symbol) => symbol.description === 'owner_symbol');
    const child = owner && (handle as unknown as Record<symbol, Partial<ChildProcess> | undefined>)[owner];
    add({
      k: 'child-exit',
      t: nowMicros(),
      childPid,
      code: child?.exitCode ?? null,
      signal: child?.signalCode ?? null,
    });
    return apply(close, this, args);
  };
}

function followSync(config: AgentConfig, add: (record: EventRecord) => void): void {
  const native = binding('spawn_sync') as { spawn(options: SpawnOptions): SyncResult };
  const { spawn } = native;
  native.spawn = function (this: unknown, options: SpawnOptions): SyncResult {
    const t = nowMicros();
    const result = apply(spawn, this, withAgentArguments(config, [options])) as SyncResult;
    if (result.pid) {
      add({ k: 'child', t, childPid: result.pid, command: commandOf([options]), sync: true });
      const { status = null, signal = null } = result;
      add({ k: 'child-exit', t: nowMicros(), childPid: result.pid, code: status, signal });
    }
    return result;
  };
}

function partsOf(args: readonly unknown[]): { file: string; args: readonly string[]; envPairs: string[] | undefined } {
  if (typeof args[0] === 'object' && args[0] !== null) {
    const options = args[0] as SpawnOptions;
    return { file: options.file, args: options.args ?? [], envPairs: options.envPairs };
  }
  const [file, own, , envPairs] = args as Positions;
  return { file, args: own ?? [], envPairs };
}

function commandOf(args: readonly unknown[]): string {
  const { file, args: own } = partsOf(args);
  return own.length > 0 ? own.join(' ') : file;
}

/** The same arguments, with our variables in the environment of a child that can use them. */
function withAgentArguments(config: AgentConfig, args: unknown[]): unknown[] {
  const { file, args: own, envPairs } = partsOf(args);
  if (!Array.isArray(envPairs) || !carriesAgent(file, envPairs) || refusesInspector(own, optionsOf(envPairs)))
    return args;
  const changed = withAgent(envPairs, config);
  if (typeof args[0] === 'object') return [{ ...(args[0] as SpawnOptions), envPairs: changed }];
  const [first, positions, cwd, , ...rest] = args as Positions;
  return [first, positions, cwd, changed, ...rest];
}
