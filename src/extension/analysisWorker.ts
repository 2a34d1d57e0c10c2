/** A thread of the extension host that reads captures, so that the host itself never parses one. */
import { parentPort, workerData } from 'node:worker_threads';
import { UserError } from '../profiler/errors.ts';
import type { Answers, Question, WorkerReply } from './analysis.ts';

async function answer(question: Question): Promise<Answers[Question['kind']]> {
  switch (question.kind) {
    case 'report': {
      // Never for a capture that is merely opened: it names the binary that would be run.
      if (question.afterRun) {
        const { openMeasuredReport } = await import('../profiler/openMeasuredReport.ts');
        return openMeasuredReport(question.dir);
      }
      const { openReport } = await import('../profiler/openReport.ts');
      return openReport(question.dir);
    }
    case 'list': {
      const { listWithVerdicts } = await import('./captures/listWithVerdicts.ts');
      return listWithVerdicts(question.root);
    }
    case 'compare': {
      const { openReport } = await import('../profiler/openReport.ts');
      const { compareCaptures } = await import('../profiler/compare/index.ts');
      const before = { report: await openReport(question.before), captureDir: question.before };
      const after = { report: await openReport(question.after), captureDir: question.after };
      return compareCaptures(before, after);
    }
    case 'html': {
      const { openReport } = await import('../profiler/openReport.ts');
      const { writeHtmlReport } = await import('../profiler/export/html.ts');
      return writeHtmlReport(question.dir, await openReport(question.dir), question.file);
    }
  }
}

async function reply(): Promise<void> {
  let message: WorkerReply;
  try {
    message = { ok: await answer(workerData as Question) };
  } catch (error) {
    message = {
      error: {
        code: error instanceof UserError ? error.code : null,
        message: error instanceof Error ? error.message : String(error),
        stack: error instanceof Error ? (error.stack ?? null) : null,
      },
    };
  }
  parentPort?.postMessage(message);
}

void reply();
