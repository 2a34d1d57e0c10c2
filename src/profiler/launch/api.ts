/** What the command line and the extension ask of the launcher. `launch/run.ts` implements it. */
import type { Readable } from 'node:stream';
import type { EngineName, HeapMode } from '../report.ts';

export interface RunRequest {
  /** Path of the program, relative to `cwd` or absolute. */
  script: string;
  args: readonly string[];
  /** Arguments for Node itself, before the script. */
  nodeArgs?: readonly string[];
  cwd: string;
  /** Added to the environment of this process; `undefined` takes a variable away. */
  env?: Readonly<Record<string, string | undefined>>;
  /** Node binary; default: `node` on the PATH. */
  nodePath?: string | undefined;
  engine?: EngineName | 'auto';
  cpuIntervalMicros?: number;
  heapMode?: HeapMode;
  heapIntervalBytes?: number;
  /** A second, separate pass that counts calls exactly. */
  countCalls?: boolean;
  /** Folder to create the capture in; default: the per-user state folder. */
  outDir?: string | undefined;
  /** Where the workload's standard streams go. 'inherit' hands ours through untouched. */
  stdio: {
    /** A stream is copied to the program and, at its end, closes the program's input. */
    stdin: 'inherit' | 'ignore' | Readable;
    stdout: 'inherit' | 'to-stderr' | ((chunk: Uint8Array) => void);
    stderr: 'inherit' | ((chunk: Uint8Array) => void);
  };
}

export type RunStage = 'starting' | 'recording' | 'stopping' | 'counting-calls' | 'finalising' | 'analysing';

/** Live numbers, a few a second. */
export interface Progress {
  stage: RunStage;
  elapsedMs: number;
  /** Cores used by the whole program in the last interval. */
  cpuCores: number;
  heapUsedBytes: number;
  rssBytes: number;
  samples: number;
  threads: number;
}

export interface Run {
  /** Ends the workload and keeps what was measured; harmless twice. */
  stop(): void;
  /** Hands a signal that we received on to the workload, after its profile is on disk. */
  signal(name: NodeJS.Signals): void;
  /** The terminal has sent Ctrl-C to us and the workload alike: keep what was measured, and let it end in its own way. */
  interrupted(): void;
  onProgress(listener: (progress: Progress) => void): void;
  /** Settles when the capture is on disk. Rejects with a UserError when profiling itself failed. */
  readonly finished: Promise<RunOutcome>;
}

export interface RunOutcome {
  captureDir: string;
  exit: { code: number | null; signal: NodeJS.Signals | null; reason: 'exited' | 'stopped' | 'killed' | 'crashed' };
}
