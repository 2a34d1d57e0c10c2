/** The counting pass: exact calls of every function. Precise coverage keeps V8 from optimising, so nothing is timed here. */
import { pathToFileURL } from 'node:url';
import type { CallCount, ThreadStarted } from '../capture/format/capture.ts';
import type { AgentConfig } from '../capture/format/control.ts';
import { Cdp } from './cdp.ts';
import { createRawFolder, threadKey, writeWhole } from './files.ts';
import { lineStarts, positionAt } from './linePositions.ts';
import { join, stringify } from './originals.ts';
import type { SharedState } from './sharedState.ts';
import type { ThreadRecorder } from './threadRecorder.ts';

interface ScriptCoverage {
  scriptId: string;
  url: string;
  functions: { functionName: string; ranges: { startOffset: number; endOffset: number; count: number }[] }[];
}

export class CallCounter implements ThreadRecorder {
  readonly #cdp = new Cdp();
  readonly #rawFolder: string;
  readonly #state: SharedState;
  readonly #slot: number;
  readonly #ownUrl: string;
  /** Keyed by place; coverage resets its counters at each reading. */
  readonly #counts = new Map<string, CallCount>();
  readonly #linesOf = new Map<string, number[]>();
  #finished = false;

  constructor(config: AgentConfig, thread: ThreadStarted, state: SharedState, slot: number) {
    this.#rawFolder = createRawFolder(config.captureDir, threadKey(thread.pid, thread.threadId));
    this.#state = state;
    this.#slot = slot;
    this.#ownUrl = pathToFileURL(config.preloadPath).href;
  }

  start(): void {
    this.#cdp.call('Profiler.enable');
    this.#cdp.call('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    this.#cdp.call('Debugger.enable');
  }

  tick(): void {}

  flush(): void {
    if (!this.#finished) this.#write();
  }

  finish(): void {
    if (this.#finished) return;
    this.#write();
    this.#finished = true;
    this.#state.end(this.#slot);
  }

  #write(): void {
    try {
      const { result } = this.#cdp.call<{ result: ScriptCoverage[] }>('Profiler.takePreciseCoverage');
      for (const script of result) this.#add(script);
      writeWhole(join(this.#rawFolder, 'call-counts.json'), stringify([...this.#counts.values()]));
    } catch {
      // A missing file says the same to the launcher; the program must not notice.
    }
  }

  #add({ scriptId, url, functions }: ScriptCoverage): void {
    if (!url.startsWith('file:') || url === this.#ownUrl) return;
    for (const [index, { functionName, ranges }] of functions.entries()) {
      const range = ranges[0];
      if (!range || range.count === 0) continue;
      // First comes the script itself. It runs once; V8 counts a module twice, because it is a generator to it.
      if (index === 0 && range.startOffset === 0) range.count = 1;
      const { line, column } = positionAt(this.#lines(scriptId), range.startOffset);
      // With its end: a function at the very start of a script begins where the script itself does.
      const key = `${scriptId}:${range.startOffset}-${range.endOffset}`;
      const known = this.#counts.get(key);
      if (known) known.count += range.count;
      else this.#counts.set(key, { functionName, url, lineNumber: line, columnNumber: column, count: range.count });
    }
  }

  #lines(scriptId: string): number[] {
    let starts = this.#linesOf.get(scriptId);
    if (!starts) {
      const { scriptSource } = this.#cdp.call<{ scriptSource: string }>('Debugger.getScriptSource', { scriptId });
      starts = lineStarts(scriptSource);
      this.#linesOf.set(scriptId, starts);
    }
    return starts;
  }
}
