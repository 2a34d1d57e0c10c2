/** The settings as plain values, and what they mean for a file: pure, so that a test needs no editor. */
import path from 'node:path';
import type { RunRequest } from '../../profiler/launch/api.ts';
import { unknownVariable } from '../../profiler/errors.ts';

export interface RunSettings {
  nodePath: string;
  nodeArguments: readonly string[];
  arguments: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string | null>>;
  envFile: string;
  engine: 'auto' | 'inspector' | 'v8-profiler-next';
  cpuSamplingIntervalMs: number;
  heapMode: 'live' | 'allocated' | 'off';
  heapSamplingIntervalKib: number;
}

/** Where a file stands, and where the values of variables come from. */
export interface FileContext {
  file: string;
  /** The workspace folder that holds the file; null for a file outside of every folder. */
  workspaceFolder: string | null;
  userHome: string;
  environment: Readonly<Record<string, string | undefined>>;
}

const microsPerMilli = 1000;
const bytesPerKib = 1024;

/** The working directory: as set, else the workspace folder, else the file's own folder. */
export function workingDirectory(settings: RunSettings, context: FileContext): string {
  const base = context.workspaceFolder ?? path.dirname(context.file);
  return settings.cwd === '' ? base : path.resolve(base, expandVariables(settings.cwd, context));
}

/** Path of the environment file, or null when none is set. */
export function environmentFile(settings: RunSettings, context: FileContext): string | null {
  if (settings.envFile === '') return null;
  return path.resolve(workingDirectory(settings, context), expandVariables(settings.envFile, context));
}

/** Everything the launcher needs but the streams and the capture's folder. `fromFile`: the variables read from the environment file. */
export function toRunRequest(
  settings: RunSettings,
  context: FileContext,
  fromFile: Readonly<Record<string, string>>,
): Omit<RunRequest, 'stdio' | 'outDir'> {
  const expand = (text: string): string => expandVariables(text, context);
  const cwd = workingDirectory(settings, context);
  const nodePath = expand(settings.nodePath);
  return {
    script: context.file,
    args: settings.arguments.map(expand),
    nodeArgs: settings.nodeArguments.map(expand),
    cwd,
    env: { ...hostVariablesRemoved(context.environment), ...fromFile, ...expandEnvironment(settings.env, expand) },
    // A bare name is looked up on the PATH; a path is meant from the working directory.
    nodePath: nodePath === '' ? undefined : hasFolder(nodePath) ? path.resolve(cwd, nodePath) : nodePath,
    engine: settings.engine,
    cpuIntervalMicros: Math.round(settings.cpuSamplingIntervalMs * microsPerMilli),
    heapMode: settings.heapMode,
    heapIntervalBytes: Math.round(settings.heapSamplingIntervalKib * bytesPerKib),
  };
}

/** Replaces the variables that launch configurations know. An unknown one is an error, never an empty text. */
export function expandVariables(text: string, context: FileContext): string {
  return text.replace(/\$\{([^}]*)\}/g, (whole, name: string) => {
    if (name.startsWith('env:')) return context.environment[name.slice('env:'.length)] ?? '';
    switch (name) {
      case 'workspaceFolder':
        return context.workspaceFolder ?? path.dirname(context.file);
      case 'file':
        return context.file;
      case 'fileDirname':
        return path.dirname(context.file);
      case 'fileBasename':
        return path.basename(context.file);
      case 'fileBasenameNoExtension':
        return path.parse(context.file).name;
      case 'userHome':
        return context.userHome;
      default:
        throw unknownVariable(whole);
    }
  });
}

const hasFolder = (text: string): boolean => /[\\/]/.test(text);

function expandEnvironment(
  env: Readonly<Record<string, string | null>>,
  expand: (text: string) => string,
): Record<string, string | undefined> {
  // null removes a variable, as in launch configurations.
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, value === null ? undefined : expand(value)]),
  );
}

/** The editor's own variables: a program started from a terminal does not see them, so it must not see them here. */
function hostVariablesRemoved(environment: Readonly<Record<string, string | undefined>>): Record<string, undefined> {
  const own = Object.keys(environment).filter((name) => name === 'ELECTRON_RUN_AS_NODE' || name.startsWith('VSCODE_'));
  return Object.fromEntries(own.map((name) => [name, undefined]));
}
