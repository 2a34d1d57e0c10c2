/** Finds the Node binary and asks it, once, what it is. */
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import { nodeNotFound, nodeNotWorking, nodeTooOld } from '../errors.ts';

export interface NodeBinary {
  readonly path: string;
  /** Without the leading v. */
  readonly version: string;
  /** Runs TypeScript by leaving the types out. */
  readonly stripsTypes: boolean;
}

/** What the agent needs: NODE_OPTIONS in workers, `connectToMainThread`, standard profiles. */
const oldestMajor = 18;
/** A version manager's shim may have to unpack something first; a binary that hangs must not hang us. */
const answerWithinMs = 15_000;

/** `wanted` is a path or a command name; default `node`. Rejects with a UserError. */
export async function resolveNode(
  wanted: string | undefined,
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<NodeBinary> {
  const name = wanted || 'node';
  const file = await find(name, cwd, env);
  if (file === null) throw nodeNotFound(name);
  const node = await describe(file, cwd, env);
  if (!(Number.parseInt(node.version, 10) >= oldestMajor)) throw nodeTooOld(file, node.version);
  return node;
}

async function find(name: string, cwd: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  const isPath = name.includes('/') || name.includes(path.sep);
  const folders = isPath ? [cwd] : (env.PATH ?? env.Path ?? '').split(path.delimiter).filter(Boolean);
  const endings = process.platform === 'win32' ? ['', '.exe', '.cmd'] : [''];
  for (const folder of folders) {
    for (const ending of endings) {
      const candidate = path.resolve(cwd, folder, name + ending);
      if (await isProgram(candidate)) return candidate;
    }
  }
  return null;
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

// An editor stays open for days and starts many runs: one question a binary, asked again when the file changes.
const known = new Map<string, Promise<NodeBinary>>();

async function describe(file: string, cwd: string, env: NodeJS.ProcessEnv): Promise<NodeBinary> {
  const key = `${file} ${(await stat(file)).mtimeMs}`;
  let answer = known.get(key);
  if (!answer) {
    answer = ask(file, cwd, env);
    known.set(key, answer);
    answer.catch(() => known.delete(key));
  }
  return answer;
}

// Old syntax only: a binary that is too old shall be able to say so.
const question =
  'JSON.stringify({version:process.versions.node,path:process.execPath,typescript:process.features.typescript||false})';

function ask(file: string, cwd: string, env: NodeJS.ProcessEnv): Promise<NodeBinary> {
  const bareEnv = { ...env };
  // It may load modules that print, or options that this binary does not know.
  delete bareEnv.NODE_OPTIONS;
  return new Promise((resolve, reject) => {
    execFile(
      file,
      ['-p', question],
      { cwd, env: bareEnv, timeout: answerWithinMs, windowsHide: true },
      (error, stdout) => {
        const node = parseAnswer(stdout, file);
        if (node) resolve(node);
        else reject(nodeNotWorking(file, reasonOf(error)));
      },
    );
  });
}

function parseAnswer(stdout: string, file: string): NodeBinary | null {
  const plain = /^v?(\d+\.\d+\.\d+)/.exec(stdout.trim());
  if (plain) return { path: file, version: plain[1]!, stripsTypes: false };
  try {
    const answer = JSON.parse(stdout) as { version: string; path: string; typescript: unknown };
    if (typeof answer.version !== 'string') return null;
    // The path that it names is the binary itself, where ours may be a version manager's shim.
    return { path: answer.path || file, version: answer.version, stripsTypes: answer.typescript !== false };
  } catch {
    return null;
  }
}

function reasonOf(error: (Error & { code?: unknown; killed?: boolean }) | null): string {
  if (error?.killed) return `no answer within ${answerWithinMs / 1000} s`;
  if (typeof error?.code === 'string') return error.code;
  if (typeof error?.code === 'number') return `exit code ${error.code}`;
  return 'an answer that is no version';
}
