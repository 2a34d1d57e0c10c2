/** The built command line as a child process, with captures in a folder of its own. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import type { Report } from '../../src/profiler/report.ts';

const dist = path.resolve(import.meta.dirname, '../../dist');
/** Another Node for the programs, in the tests of other versions; the command line itself runs on ours. */
const otherNode = process.env['AGENT_NODE'];
const withNode = (args: readonly string[]): readonly string[] =>
  otherNode !== undefined && args[0] === 'run' ? ['run', '--node', otherNode, ...args.slice(1)] : args;
const builtCli = path.join(dist, 'cli.js');

/** Each home is new, and would be measured for 3 s; the tests of calibrating ask for it. */
const quiet = { NODE_OPTIONS: '', NO_COLOR: '1', CONCURRENCY_PROFILER_CALIBRATION: 'off' };

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly pid: number;
  /** Settles when the text was seen on either stream. */
  seen(text: string): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
}

export class Sandbox {
  readonly dir: string;
  constructor(context: TestContext) {
    this.dir = mkdtempSync(path.join(tmpdir(), 'cli test ')); // With a blank: every path must survive it.
    context.after(() => rmSync(this.dir, { recursive: true, force: true }));
  }

  /** The command line as installed elsewhere, with no package beside it. Gives its path. */
  copyTool(): string {
    for (const file of ['cli.js', 'agent.cjs', 'watcher.cjs', 'calibrate.cjs'])
      this.write(`tool/${file}`, readFileSync(path.join(dist, file), 'utf8'));
    return path.join(this.dir, 'tool', 'cli.js');
  }

  write(name: string, text: string): string {
    const file = path.join(this.dir, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  start(
    args: readonly string[],
    { input = '', env = {}, cli = builtCli }: { input?: string; env?: Record<string, string>; cli?: string } = {},
  ): Started {
    const child = spawn(process.execPath, [cli, ...withNode(args)], {
      cwd: this.dir,
      env: { ...process.env, ...quiet, CONCURRENCY_PROFILER_HOME: this.#home, ...env },
    });
    const output = { stdout: '', stderr: '' };
    const watchers = new Set<() => void>();
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] += text;
        for (const look of watchers) look();
      });
    }
    child.stdin.on('error', () => undefined).end(input);
    const ended = new Promise<Ended>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (status) => resolve({ status, ...output }));
    });
    return {
      pid: child.pid!,
      seen: (text) =>
        new Promise((resolve, reject) => {
          const look = () => {
            const all = output.stdout + output.stderr;
            if (!all.includes(text)) return;
            watchers.delete(look);
            resolve(all);
          };
          watchers.add(look);
          void ended.then(() => reject(new Error(`ended without "${text}": ${output.stdout}${output.stderr}`)));
          look();
        }),
      kill: (signal) => void child.kill(signal),
      ended,
    };
  }

  run(args: readonly string[], how?: { input?: string; env?: Record<string, string>; cli?: string }): Promise<Ended> {
    return this.start(args, how).ended;
  }

  captures(): string[] {
    const root = path.join(this.#home, 'captures');
    return existsSync(root) ? readdirSync(root).map((name) => path.join(root, name)) : [];
  }

  get #home(): string {
    return path.join(this.dir, 'home');
  }
}

export const reportOf = ({ stdout }: Ended): Report => JSON.parse(stdout) as Report;

/** Keeps the main thread busy until there is something to judge, then goes on with `then`. */
export const busyThen = (then: string, ms = 500) =>
  `"use strict";\nfunction busy() { const end = Date.now() + ${ms}; while (Date.now() < end); }\nbusy();\n${then}\n`;

/** A process that only waits to be collected by its parent is not alive. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
