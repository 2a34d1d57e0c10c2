/** Runs the guest in a Node binary and reads what it measured. */
import { spawn } from 'node:child_process';
import os from 'node:os';
import type { Calibration } from '../../advice/calibration.ts';
import { bundledFile } from '../../capture/bundledFile.ts';
import { cpuQuota } from '../../capture/cpuQuota.ts';
import { calibrationFailed } from '../../errors.ts';
import { calibrationOf } from './calibrationOf.ts';
import type { FromGuest, Measurements } from './guest/measurements.ts';

/** It takes 2 to 3 s on a quiet machine, and 5 s where ten programs compete for each processor. */
const defaultTimeLimitMs = 8000;

export interface CalibrateOptions {
  /** Absolute path of the Node binary. */
  readonly nodePath: string;
  readonly signal?: AbortSignal | undefined;
  /** Default: 8 s. */
  readonly timeLimitMs?: number | undefined;
  /** What is being measured, as a status bar shows it. */
  readonly onStep?: ((step: string) => void) | undefined;
}

/** Rejects with a UserError when it cannot be measured, or was aborted. */
export async function calibrate(options: CalibrateOptions): Promise<Calibration> {
  const measurements = await measureIn(options);
  return calibrationOf({ measurements, quotaCores: cpuQuota(), measuredAt: new Date().toISOString() });
}

function measureIn({
  nodePath,
  signal,
  onStep,
  timeLimitMs = defaultTimeLimitMs,
}: CalibrateOptions): Promise<Measurements> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(calibrationFailed('it was stopped'));
      return;
    }
    const guest = spawn(nodePath, [bundledFile('calibrate.cjs')], {
      // A folder that is there, and none of the user's: nothing is read from it or written to it.
      cwd: os.tmpdir(),
      env: guestEnvironment(process.env),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let stopped: string | null = null;
    const stop = (reason: string) => {
      stopped = reason;
      guest.kill('SIGKILL');
    };
    const onAbort = () => stop('it was stopped');
    signal?.addEventListener('abort', onAbort);
    const timer = setTimeout(() => stop(`no result within ${timeLimitMs / 1000} s`), timeLimitMs);
    let measurements: Measurements | null = null;
    let complaint = '';
    const lines = new LineReader((line) => {
      const message = parse(line);
      if (message === null) return;
      if ('step' in message) onStep?.(message.step);
      else measurements = message.measurements;
    });
    guest.stdout.setEncoding('utf8').on('data', (text: string) => lines.add(text));
    guest.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    const settle = (reason: string) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      if (measurements) resolve(measurements);
      else reject(calibrationFailed(stopped ?? reason));
    };
    guest.once('error', (error) => settle(error.message));
    guest.once('close', (code) => settle(complaint.trim().split('\n').at(-1) || `exit code ${code}`));
  });
}

/** What would load the user's modules or change Node itself is not what is to be measured. */
function guestEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const bare = { ...env };
  for (const name of ['NODE_OPTIONS', 'NODE_V8_COVERAGE', 'UV_THREADPOOL_SIZE', 'NODE_CHANNEL_FD']) delete bare[name];
  return bare;
}

class LineReader {
  #rest = '';
  readonly #onLine: (line: string) => void;
  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  add(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#onLine(line);
  }
}

/** A binary that is a script of a version manager may print lines of its own. */
function parse(line: string): FromGuest | null {
  try {
    const message = JSON.parse(line) as FromGuest | null;
    return typeof message === 'object' && message !== null && ('step' in message || 'measurements' in message)
      ? message
      : null;
  } catch {
    return null;
  }
}
