/** Turns a request into a command that can be started, or into the sentence that says why it cannot. */
import { stat } from 'node:fs/promises';
import os from 'node:os';
import type { NewCapture } from '../capture/create.ts';
import { defaultRecording } from '../capture/manifest.ts';
import { agentConfigVariable, type AgentConfig } from '../capture/format/control.ts';
import { refusesInspector } from '../capture/format/permissionModel.ts';
import { bundledFile } from '../capture/bundledFile.ts';
import { cwdNotFound } from '../errors.ts';
import type { RunRequest } from './api.ts';
import { withPreload } from './nodeOptions.ts';
import { resolveNode } from './resolveNode.ts';
import { languageArgs, resolveScript } from './resolveScript.ts';

export interface Workload {
  readonly nodePath: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Without our additions. */
  readonly env: NodeJS.ProcessEnv;
  readonly agentPath: string;
  /** For the manifest. */
  readonly about: NewCapture;
}

export async function prepare(request: RunRequest): Promise<Workload> {
  const env = withChanges(process.env, request.env ?? {});
  const nodeArgs = request.nodeArgs ?? [];
  await checkFolder(request.cwd);
  const script = await resolveScript(request.script, request.cwd);
  const node = await resolveNode(request.nodePath, request.cwd, env);
  const language = languageArgs(script, node, { nodeArgs, nodeOptions: env.NODE_OPTIONS });
  return {
    nodePath: node.path,
    args: [...language, ...nodeArgs, script, ...request.args],
    cwd: request.cwd,
    env,
    agentPath: bundledFile('agent.cjs'),
    about: {
      command: ['node', ...nodeArgs, request.script, ...request.args],
      script,
      cwd: request.cwd,
      nodePath: node.path,
      nodeVersion: node.version,
      cpuCount: os.availableParallelism(),
      requested: recordingOf(request),
    },
  };
}

/** The environment in which Node loads our agent before anything else. */
export function environmentFor(workload: Workload, config: Omit<AgentConfig, 'preloadPath' | 'parent'>) {
  // There the preload could not even be read on Node 20, and the program would not start.
  if (isOutOfReach(workload)) return workload.env;
  const complete: AgentConfig = { ...config, preloadPath: workload.agentPath, parent: null };
  return {
    ...workload.env,
    NODE_OPTIONS: withPreload(workload.env.NODE_OPTIONS, workload.agentPath),
    [agentConfigVariable]: JSON.stringify(complete),
  };
}

/** Whether Node's permission model keeps the agent out. */
export const isOutOfReach = ({ args, env }: Workload): boolean => refusesInspector(args, env.NODE_OPTIONS);

function recordingOf(request: RunRequest): NewCapture['requested'] {
  const engine = request.engine ?? 'auto';
  return {
    ...defaultRecording,
    engine: engine === 'auto' ? defaultRecording.engine : engine,
    cpuIntervalMicros: request.cpuIntervalMicros ?? defaultRecording.cpuIntervalMicros,
    heapMode: request.heapMode ?? defaultRecording.heapMode,
    heapIntervalBytes: request.heapIntervalBytes ?? defaultRecording.heapIntervalBytes,
  };
}

function withChanges(env: NodeJS.ProcessEnv, changes: NonNullable<RunRequest['env']>): NodeJS.ProcessEnv {
  const changed = { ...env };
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === null) delete changed[name];
    else changed[name] = value;
  }
  return changed;
}

async function checkFolder(cwd: string): Promise<void> {
  const found = await stat(cwd).catch(() => null);
  if (!found?.isDirectory()) throw cwdNotFound(cwd);
}
