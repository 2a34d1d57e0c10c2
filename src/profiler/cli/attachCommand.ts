/** `attach`: a program that runs already, for a while, then its report. */
import { defaultAttachSeconds, type AttachRequest } from '../launch/attach/api.ts';
import { startAttach } from '../launch/attach/attach.ts';
import { usage } from '../errors.ts';
import type { Progress } from '../launch/api.ts';
import { openReport } from '../openReport.ts';
import { longestTimerMs, parseArguments, positiveNumber, type Parsed, type Syntax } from './arguments.ts';
import { showProgress } from './progressDisplay.ts';
import { printReport } from './printReport.ts';

const syntax: Syntax = { stopsAtOperand: false, options: { json: 'flag', duration: 'value', out: 'value' } };

/** Gives the exit status: 0, whatever becomes of the program. Rejects with a UserError when profiling itself failed. */
export async function attachCommand(words: readonly string[]): Promise<number> {
  const parsed = parseArguments(words, syntax);
  const request = requestOf(parsed);
  const display = showProgress(process.stderr, process.env, request.target);
  const attachment = startAttach(request);
  attachment.onNotice((text) => process.stderr.write(`${text}\n`));
  let progress: Progress | null = null;
  attachment.onProgress((next) => {
    progress = next;
    display.update(next);
  });
  const stop = () => attachment.stop();
  for (const signal of endSignals) process.on(signal, stop);
  try {
    const { captureDir } = await attachment.finished;
    if (progress) display.update({ ...(progress as Progress), stage: 'analysing' });
    const report = await openReport(captureDir);
    display.end();
    printReport(report, { json: parsed.options.has('json'), captureDir, htmlFile: null });
    return 0;
  } finally {
    for (const signal of endSignals) process.off(signal, stop);
    display.end();
  }
}

/** They end the measuring, not the program. */
const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function requestOf(parsed: Parsed): AttachRequest {
  const [target, unexpected] = parsed.operands;
  if (target === undefined) throw usage('No process id and no address are named.');
  if (unexpected !== undefined) throw usage(`"${unexpected}" is one operand too many.`);
  const seconds = positiveNumber(parsed, 'duration') ?? defaultAttachSeconds;
  return { target, durationMs: Math.min(seconds * 1000, longestTimerMs), outDir: parsed.options.get('out') };
}
