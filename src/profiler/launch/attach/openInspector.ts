/** Makes sure that a process has an open inspector, and says where. Signals nothing but a Node process. */
import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  inspectorDidNotOpen,
  inspectorPortTaken,
  noSuchProcess,
  notANodeProcess,
  processNotPermitted,
  signalRefused,
} from '../../errors.ts';
import { findWebSocketUrl } from './inspectorList.ts';
import { argumentsOfNode, inspectorOptions, type InspectorOptions } from './nodeOptionsOf.ts';
import { readCommandLine, readListeningPorts, readTaskIds, readTaskName, signalAction } from './procFiles.ts';
import type { Address } from './target.ts';

export interface OpenInspector {
  readonly address: Address;
  /** We opened it, so we close it. */
  readonly openedByUs: boolean;
  /** Threads of the process before we opened it (Linux). */
  readonly threadsBefore: ReadonlySet<number>;
}

/** Node opens it within 5 ms; on a crowded machine 280 ms were seen. A thread in a native call has to return first. */
const opensWithinMs = 5000;
const lookEveryMs = 20;
/** SIGUSR1 on Linux. */
const inspectSignal = 10;
const loopback = '127.0.0.1';

/** Rejects with a UserError that says why not. */
export async function openInspector(pid: number): Promise<OpenInspector> {
  checkReachable(pid);
  return process.platform === 'linux' ? openOnLinux(pid) : openElsewhere(pid);
}

/** Signal 0 only asks. */
function checkReachable(pid: number): void {
  try {
    process.kill(pid, 0);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EPERM' ? processNotPermitted(pid) : noSuchProcess(pid);
  }
}

async function openOnLinux(pid: number): Promise<OpenInspector> {
  const commandLine = await checkNodeOnLinux(pid);
  const options = inspectorOptions([...argumentsOfNode(commandLine), ...(await nodeOptionsIn(pid))]);
  const threadsBefore = new Set(await readTaskIds(pid));
  const portsBefore = await portsOf(pid);
  if (portsBefore.has(options.port))
    return { address: { host: loopback, port: options.port }, openedByUs: false, threadsBefore };

  const status = await readFile(`/proc/${pid}/status`, 'latin1').catch(() => '');
  if (options.signalDisabled || signalAction(status, inspectSignal) !== 'caught') throw signalRefused(pid);
  process.kill(pid, 'SIGUSR1');
  for (let waited = 0; waited < opensWithinMs; waited += lookEveryMs) {
    await delay(lookEveryMs);
    checkReachable(pid);
    const opened = [...(await portsOf(pid))].filter((port) => !portsBefore.has(port));
    // A server may start to listen just now; the inspector's port is the likelier one.
    const port = opened.includes(options.port) ? options.port : opened.at(-1);
    if (port !== undefined) return { address: { host: loopback, port }, openedByUs: true, threadsBefore };
  }
  throw (await isTaken(options.port)) ? inspectorPortTaken(pid, options.port) : inspectorDidNotOpen(pid);
}

async function portsOf(pid: number): Promise<Set<number>> {
  return readListeningPorts(pid).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? noSuchProcess(pid) : processNotPermitted(pid);
  });
}

/** Gives its command line. */
async function checkNodeOnLinux(pid: number): Promise<string[]> {
  const exe = await readlink(`/proc/${pid}/exe`).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EACCES' || error.code === 'EPERM' ? processNotPermitted(pid) : noSuchProcess(pid);
  });
  const commandLine = await readCommandLine(pid);
  if (commandLine === null) throw noSuchProcess(pid);
  if (!isNodeName(exe) && !(await hasSignalThread(pid))) throw notANodeProcess(pid, path.basename(exe));
  return commandLine;
}

/** The binary may have been replaced by an update since. */
const isNodeName = (file: string): boolean =>
  /^node(?:js)?[\d.-]*(?:\.exe)?$/i.test(path.basename(file.replace(/ \(deleted\)$/, '')));

/** Under another name: from Node 24 on, the thread that waits for the signal is called so. */
async function hasSignalThread(pid: number): Promise<boolean> {
  const tasks = await readTaskIds(pid);
  const names = await Promise.all(tasks.map((task) => readTaskName(`/proc/${pid}/task/${task}`)));
  return names.includes('SignalInspector');
}

async function nodeOptionsIn(pid: number): Promise<string[]> {
  const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
  const options = environment.split('\0').find((pair) => pair.startsWith('NODE_OPTIONS='));
  return options?.slice('NODE_OPTIONS='.length).split(/\s+/) ?? [];
}

/** Whose inspector answers is checked later, by asking the process for its id. */
async function openElsewhere(pid: number): Promise<OpenInspector> {
  const options = await checkNodeElsewhere(pid);
  const address = { host: loopback, port: options.port };
  const threadsBefore = new Set<number>();
  if (await isTaken(options.port)) return { address, openedByUs: false, threadsBefore };
  if (options.signalDisabled) throw signalRefused(pid);
  // On Windows there are no signals: Node starts a thread inside the process.
  if (process.platform === 'win32') (process as unknown as { _debugProcess(pid: number): void })._debugProcess(pid);
  else process.kill(pid, 'SIGUSR1');
  for (let waited = 0; waited < opensWithinMs; waited += lookEveryMs) {
    await delay(lookEveryMs);
    checkReachable(pid);
    if (await isTaken(options.port)) return { address, openedByUs: true, threadsBefore };
  }
  throw inspectorDidNotOpen(pid);
}

function checkNodeElsewhere(pid: number): Promise<InspectorOptions> {
  // `_debugProcess` refuses other programs itself.
  if (process.platform === 'win32') return Promise.resolve(inspectorOptions([]));
  return new Promise((resolve, reject) => {
    execFile('ps', ['-p', String(pid), '-o', 'comm=', '-o', 'args='], (_error, stdout) => {
      const [name = '', ...words] = stdout.trim().split(/\s+/);
      if (name === '') reject(noSuchProcess(pid));
      else if (!isNodeName(name)) reject(notANodeProcess(pid, path.basename(name)));
      else resolve(inspectorOptions(argumentsOfNode(words)));
    });
  });
}

const isTaken = (port: number): Promise<boolean> =>
  findWebSocketUrl({ host: loopback, port }).then(
    () => true,
    () => false,
  );
