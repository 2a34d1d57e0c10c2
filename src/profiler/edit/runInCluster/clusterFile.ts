/** The text of the new entry file. */
import type { Compiler } from '../compiler.ts';
import { extensionOf, nameOf } from '../filePath.ts';
import type { Source } from '../source.ts';

/** `server.mjs` → `server.cluster.mjs`: runs as the same kind of module, and TypeScript stays TypeScript. */
export function clusterFileOf(file: string): string {
  const extension = extensionOf(file);
  return `${file.slice(0, -extension.length)}.cluster${extension}`;
}

export function clusterText(source: Source, size: number, compiler: Compiler | null): string {
  const server = nameOf(source.file);
  const isImport = source.modules.syntax === 'import';
  // What the compiler makes of it lies beside what it makes of this file, with the same ending.
  const module = source.isTypeScript ? compiledName(source, compiler) : server;
  const isAlwaysEsm = source.modules.runsAs === 'esm';
  const load = isImport ? `${isAlwaysEsm ? 'await' : 'void'} import('./${module}')` : `require('./${module}')`;
  const signalType = source.isTypeScript ? ': NodeJS.Signals | null' : '';
  const parameterType = source.isTypeScript ? ': NodeJS.Signals' : '';
  const lines = `/** Runs ${server} in ${size} processes that share its port. */
${isImport ? "import cluster from 'node:cluster';" : "const cluster = require('node:cluster');"}

const workerCount = ${size};
/** Before a worker that died is replaced; doubled each time, until one has lived for longer than the longest. */
const shortestPauseMs = 100;
const longestPauseMs = 30_000;
const stopSignals${source.isTypeScript ? ': NodeJS.Signals[]' : ''} = ['SIGINT', 'SIGTERM'];

if (cluster.isPrimary) runPrimary();
else {
  for (const signal of stopSignals) process.once(signal, () => stopWorker(signal));
  ${load};
}

function runPrimary() {
  let stopSignal${signalType} = null;
  let hasListened = false;
  let pauseMs = shortestPauseMs;

  for (let started = 0; started < workerCount; started++) startWorker();
  cluster.once('listening', () => (hasListened = true));
  for (const signal of stopSignals) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to all processes by itself.
      stopAll(signal, signal === 'SIGINT' && process.stdin.isTTY);
    });
  }

  function startWorker() {
    if (stopSignal !== null) return;
    const startedAtMs = Date.now();
    cluster.fork().once('exit', (code, signal) => {
      if (stopSignal !== null || code === 0) {
        endWithLast(code, signal);
      } else if (!hasListened) {
        // One that dies before any of them could listen would die again.
        process.exitCode = code ?? 1;
        stopAll('SIGTERM');
      } else {
        const livedLong = Date.now() - startedAtMs > longestPauseMs;
        pauseMs = livedLong ? shortestPauseMs : Math.min(2 * pauseMs, longestPauseMs);
        setTimeout(startWorker, pauseMs);
      }
    });
  }

  function stopAll(signal${parameterType}, areTold = false) {
    stopSignal = signal;
    if (areTold) return;
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill(signal);
  }

  /** The exit code of the workers, or the signal that ended them, is that of the whole. */
  function endWithLast(code${source.isTypeScript ? ': number | null' : ''}, signal${source.isTypeScript ? ': string | null' : ''}) {
    process.exitCode ||= code ?? 0;
    if (Object.keys(cluster.workers ?? {}).length > 0) return;
    if (process.exitCode === 0 && signal !== null && signal === stopSignal) {
      process.removeAllListeners(stopSignal);
      process.kill(process.pid, stopSignal);
    } else process.exit();
  }
}

/** The server's own handlers run as before. The channel to the primary must not keep alive what has closed its server. */
function stopWorker(signal${parameterType}) {
  process.channel?.unref();
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}
`;
  return inStyle(lines, source);
}

/** As the file's other imports name TypeScript: by what it becomes, or by its own name. */
function compiledName(source: Source, compiler: Compiler | null): string {
  const written = [...source.text.matchAll(/from\s+['"]\.[^'"]*?(\.[mc]?[jt]s)?['"]/g)].map(
    ([, extension]) => extension ?? '',
  );
  const name = nameOf(source.file);
  const own = extensionOf(name);
  const bare = name.slice(0, -own.length);
  const compiled = bare + own.replace('t', 'j');
  if (written.length === 0) return compiler === null || compiler.takesTypeScriptNames ? name : compiled;
  if (written.some((extension) => /^\.[mc]?ts$/.test(extension))) return name;
  return written.every((extension) => extension === '') ? bare : compiled;
}

/** Indentation, quotes, semicolons and line ends as in the file beside it. */
function inStyle(text: string, { style }: Source): string {
  return text
    .split('\n')
    .map((line) => {
      const isComment = /^\s*(?:\/\/|\/\*)/.test(line);
      const indented = line.replace(/^(?: {2})+/, (blanks) => style.indent.repeat(blanks.length / 2));
      if (isComment) return indented;
      const quoted = style.quote === '"' ? indented.replaceAll("'", '"') : indented;
      return style.semicolon === '' ? quoted.replace(/;$/, '') : quoted;
    })
    .join(style.newline);
}
