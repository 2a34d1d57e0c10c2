/** Where captures live unless the user names a folder, and what is known of the machine: per user, never the working directory. */
import os from 'node:os';
import path from 'node:path';

/** Overrides the state folder; for tests, containers and shared machines. */
export const homeVariable = 'CONCURRENCY_PROFILER_HOME';
const folderName = 'concurrency-profiler';

/** The folder that holds one folder a capture. It need not exist yet. */
export const capturesRoot = (env: NodeJS.ProcessEnv = process.env): string => path.join(stateFolder(env), 'captures');

/** Everything that this tool keeps for the user. It need not exist yet. */
export function stateFolder(env: NodeJS.ProcessEnv = process.env): string {
  const own = env[homeVariable];
  return own ? path.resolve(own) : path.join(stateHome(env), folderName);
}

function stateHome(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Application Support');
  if (process.platform === 'win32') return env.LOCALAPPDATA || path.join(os.homedir(), 'AppData', 'Local');
  const xdg = env.XDG_STATE_HOME;
  // The XDG specification tells to ignore relative paths.
  return xdg && path.isAbsolute(xdg) ? xdg : path.join(os.homedir(), '.local', 'state');
}
