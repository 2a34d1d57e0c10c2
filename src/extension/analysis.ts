/** Asks the analysis worker: one thread a question, gone with its answer. */
import { UserError, analysisEnded } from '../profiler/errors.ts';
import type { Comparison } from '../profiler/comparison.ts';
import type { Report } from '../profiler/report.ts';
import type { ListedCapture } from './captures/listedCapture.ts';

export type Question =
  /** `afterRun`: the program has just ended here, and what concurrency costs on this machine may be measured, once (3 s). */
  | { kind: 'report'; dir: string; afterRun?: boolean }
  | { kind: 'list'; root: string }
  | { kind: 'html'; dir: string; file: string }
  /** The order is kept: what counts as before is up to the asker. */
  | { kind: 'compare'; before: string; after: string };

export interface Answers {
  report: Report;
  list: ListedCapture[];
  /** Path of the file. */
  html: string;
  compare: Comparison;
}

export type WorkerReply =
  { ok: Answers[Question['kind']] } | { error: { code: string | null; message: string; stack: string | null } };

export class Analysis {
  readonly #workerFile: string;

  constructor(workerFile: string) {
    this.#workerFile = workerFile;
  }

  /** Rejects with the UserError of the profiler, or when the thread ends without an answer. */
  async ask<Kind extends Question['kind']>(question: Extract<Question, { kind: Kind }>): Promise<Answers[Kind]> {
    // Not at the top: activation would pay 2 ms for a module that nothing needs yet.
    const { Worker } = await import('node:worker_threads');
    return new Promise((resolve, reject) => {
      const worker = new Worker(this.#workerFile, { workerData: question, execArgv: [] });
      worker.once('message', (reply: WorkerReply) => {
        if ('ok' in reply) resolve(reply.ok as Answers[Kind]);
        else reject(errorFrom(reply.error));
      });
      worker.once('error', reject);
      // After an answer this changes nothing; before one it is the only word that would come.
      worker.once('exit', (exitCode) => reject(analysisEnded(exitCode)));
    });
  }
}

function errorFrom(error: { code: string | null; message: string; stack: string | null }): Error {
  const copy = error.code === null ? new Error(error.message) : new UserError(error.code, error.message);
  if (error.stack !== null) copy.stack = error.stack;
  return copy;
}
