/**
 * What we evaluate inside the program: a few functions that read it, held by us as a remote object and by nobody else.
 * They change nothing and leave nothing behind; `require`, `profile` and `profileEnd` belong to the inspector's command
 * line API, which is there in ES modules and workers too, and which the program cannot have replaced.
 */
import type { EventRecord } from '../../capture/format/capture.ts';
import type { CdpSession } from './cdpConnection.ts';

/** By this name the analysis knows our own work (capture/format/agentFrames.ts). */
const sourceName = 'concurrency-profiler://attach/dist/agent.cjs';

/** Runs in Node 18 and newer. */
const source = `(() => {
  const load = require;
  const [start, end] = [profile, profileEnd];
  const process = load('node:process');
  const os = load('node:os');
  const { threadId } = load('node:worker_threads');
  const micros = () => Number(process.hrtime.bigint() / 1000n);
  const osThreadId = () => {
    try {
      return Number(load('node:fs').readlinkSync('/proc/thread-self').split('/').pop());
    } catch {
      return null;
    }
  };
  const readers = {
    about: () => ({
      now: micros(),
      version: process.versions.node,
      pid: process.pid,
      threadId,
      osThreadId: osThreadId(),
      execPath: process.execPath,
      execArgv: process.execArgv,
      nodeOptions: process.env.NODE_OPTIONS,
      argv: process.argv,
      cwd: process.cwd(),
      platform: process.platform,
      countsCoverage:
        process.env.NODE_V8_COVERAGE !== undefined || process.execArgv.includes('--experimental-test-coverage'),
      cpuCount: os.availableParallelism?.() ?? os.cpus().length,
    }),
    counters: () => {
      const counts = {};
      for (const name of process.getActiveResourcesInfo?.() ?? []) counts[name] = (counts[name] ?? 0) + 1;
      const { rss, heapUsed, heapTotal, external, arrayBuffers } = process.memoryUsage();
      const { user, system } = process.cpuUsage();
      return { t: micros(), memory: { rss, heapUsed, heapTotal, external, arrayBuffers }, counts, user, system };
    },
    startWindow: (title) => start(title),
    endWindow: (title) => end(title),
    sourceMaps: (urls) => {
      const { findSourceMap } = load('node:module');
      const { fileURLToPath } = load('node:url');
      const found = {};
      for (const url of urls) {
        const map = findSourceMap?.(url) ?? (url.startsWith('file:') ? findSourceMap?.(fileURLToPath(url)) : undefined);
        if (map) found[url] = map.payload;
      }
      return found;
    },
  };
  return (name, argument) => readers[name](argument);
})()
//# sourceURL=${sourceName}`;

// V8 puts it in parentheses, so the comment needs an end of its own.
const call = `function(name, argument) { return this(name, argument); }\n//# sourceURL=${sourceName}\n`;

export interface About {
  readonly now: number;
  readonly version: string;
  readonly pid: number;
  readonly threadId: number;
  /** As the process itself sees it: inside a container other than from outside. */
  readonly osThreadId: number | null;
  readonly execPath: string;
  readonly execArgv: string[];
  readonly nodeOptions?: string;
  readonly argv: string[];
  readonly cwd: string;
  readonly platform: string;
  readonly cpuCount: number;
  readonly countsCoverage: boolean;
}

type Memory = Omit<Extract<EventRecord, { k: 'mem' }>, 'k' | 't'>;

export interface Counters {
  readonly t: number;
  readonly memory: Memory;
  readonly counts: Record<string, number>;
  /** CPU of the process so far. */
  readonly user: number;
  readonly system: number;
}

interface Answer {
  result: { objectId?: string; value?: unknown };
  exceptionDetails?: { text?: string; exception?: { description?: string } };
}

export class Probe {
  readonly #session: CdpSession;
  readonly #objectId: string;

  private constructor(session: CdpSession, objectId: string) {
    this.#session = session;
    this.#objectId = objectId;
  }

  /** Rejects with an Error where there is no Node. */
  static async install(session: CdpSession): Promise<Probe> {
    const params = { expression: source, includeCommandLineAPI: true, silent: true };
    const answer = await session.post<Answer>('Runtime.evaluate', params);
    const { objectId } = checked(answer).result;
    if (objectId === undefined) throw new Error('the readers could not be evaluated');
    return new Probe(session, objectId);
  }

  about = (): Promise<About> => this.#call('about');
  counters = (): Promise<Counters> => this.#call('counters');
  startWindow = (title: string): Promise<void> => this.#call('startWindow', title);
  endWindow = (title: string): Promise<void> => this.#call('endWindow', title);
  /** Maps that the program holds in memory, as payloads of the source map format. */
  sourceMaps = (urls: readonly string[]): Promise<Record<string, unknown>> => this.#call('sourceMaps', urls);

  /** The program forgets us. */
  async release(): Promise<void> {
    await this.#session.post('Runtime.releaseObject', { objectId: this.#objectId });
  }

  async #call<Result>(name: string, argument?: unknown): Promise<Result> {
    const params = {
      objectId: this.#objectId,
      functionDeclaration: call,
      arguments: [{ value: name }, ...(argument === undefined ? [] : [{ value: argument }])],
      returnByValue: true,
      silent: true,
    };
    return checked(await this.#session.post<Answer>('Runtime.callFunctionOn', params)).result.value as Result;
  }
}

/**
 * Closes the inspector of the program, port and connections. There is no answer, because ours is among them. Without the
 * readers, so that it works where they could not be installed.
 */
export function closeInspector(session: CdpSession): void {
  const expression = `require('node:process')._debugEnd()\n//# sourceURL=${sourceName}`;
  session.post('Runtime.evaluate', { expression, includeCommandLineAPI: true, silent: true }).catch(() => undefined);
}

function checked(answer: Answer): Answer {
  const { exceptionDetails } = answer;
  if (!exceptionDetails) return answer;
  throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text ?? 'an exception');
}
