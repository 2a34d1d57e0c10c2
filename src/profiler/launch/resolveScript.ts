/** Checks that a file is a program for Node, and tells what Node needs to be given to run it. */
import { open, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  scriptIsFolder,
  scriptNotFound,
  scriptNotJavaScript,
  scriptUnreadable,
  typeScriptUnsupported,
} from '../errors.ts';
import type { NodeBinary } from './resolveNode.ts';

const javaScript = new Set(['.js', '.mjs', '.cjs']);
const typeScript = new Set(['.ts', '.mts', '.cts']);

/** The absolute path of the program. Rejects with a UserError when it is none. */
export async function resolveScript(script: string, cwd: string): Promise<string> {
  const file = path.resolve(cwd, script);
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') throw scriptNotFound(file);
    throw scriptUnreadable(file, error.code ?? error.message);
  });
  if (found.isDirectory()) throw scriptIsFolder(file);
  const firstLine = await readStart(file);
  const extension = path.extname(file).toLowerCase();
  if (javaScript.has(extension) || typeScript.has(extension)) return file;
  // Commands under node_modules/.bin and the like have no extension; their first line names Node.
  if (extension === '' && /^#!.*\b(node|nodejs)\b/.test(firstLine)) return file;
  throw scriptNotJavaScript(file);
}

/** Arguments for Node, before the script, that make it understand the script's language. */
export function languageArgs(
  file: string,
  node: NodeBinary,
  own: { readonly nodeArgs: readonly string[]; readonly nodeOptions: string | undefined },
): string[] {
  if (!typeScript.has(path.extname(file).toLowerCase())) return [];
  // Who brings a loader has decided already.
  if (bringsLoader(own.nodeArgs.join(' ')) || bringsLoader(own.nodeOptions ?? '')) return [];
  if (node.stripsTypes) return [];
  const tsx = findTsx(file);
  if (tsx === null) throw typeScriptUnsupported(path.dirname(file), node.version);
  return ['--import', tsx];
}

function bringsLoader(options: string): boolean {
  return /(^|\s)(--import|--loader|--experimental-loader|--require|-r|--experimental-(strip|transform)-types)([=\s]|$)/.test(
    options,
  );
}

function findTsx(file: string): string | null {
  try {
    return pathToFileURL(createRequire(file).resolve('tsx')).href;
  } catch {
    return null;
  }
}

const longestFirstLine = 128;
async function readStart(file: string): Promise<string> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(longestFirstLine), 0, longestFirstLine, 0);
      return buffer.toString('utf8', 0, bytesRead).split('\n', 1)[0]!;
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw scriptUnreadable(file, (error as NodeJS.ErrnoException).code ?? String(error));
  }
}
