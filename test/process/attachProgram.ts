/** A program that runs by itself, to be attached to, and what `attach` makes of it. */
import { spawn, type ChildProcess } from 'node:child_process';
import type { TestContext } from 'node:test';
import { nodePath } from './agentHarness.ts';
import type { Ended as ProgramEnd } from './agentHarness.ts';
import { ended } from './agentHarness.ts';

/** Two can run side by side: each opens its inspector on a port of its own. */
const ownPort = '--inspect-port=0';

export class RunningProgram {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly ended: Promise<ProgramEnd>;
  #output = '';
  readonly #watchers = new Set<() => void>();

  /** `source` is an ES module unless `nodeArgs` say otherwise. */
  constructor(context: TestContext, source: string, nodeArgs: readonly string[] = [ownPort, '--input-type=module']) {
    this.child = spawn(nodePath, [...nodeArgs, '--eval', source], {
      env: { PATH: process.env['PATH'] ?? '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.pid = this.child.pid!;
    this.ended = ended(this.child);
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (text: string) => {
        this.#output += text;
        for (const look of this.#watchers) look();
      });
    context.after(async () => {
      this.child.kill('SIGKILL');
      await this.ended;
    });
  }

  /** Settles with all output so far when the pattern was seen on either stream. */
  seen(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(this.#output);
        if (!found) return;
        this.#watchers.delete(look);
        resolve(found);
      };
      this.#watchers.add(look);
      void this.ended.then(() => reject(new Error(`ended without ${pattern}: ${this.#output}`)));
      look();
    });
  }

  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }
}

/** What Node itself writes about its inspector. */
export const withoutInspectorLines = (stderr: string): string =>
  stderr.replace(/^(?:Debugger (?:listening|ending) on .*|For help, see: .*|Debugger attached\.)\n/gm, '');
