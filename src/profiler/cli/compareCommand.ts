/** `compare`: two captures side by side. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { manifestFile } from '../capture/manifest.ts';
import { compareCaptures, type ComparedCapture } from '../compare/index.ts';
import { usage } from '../errors.ts';
import { openReport } from '../openReport.ts';
import { parseArguments, type Syntax } from './arguments.ts';
import { findCapture } from './findCapture.ts';
import { readReportFile } from './readReportFile.ts';
import { renderComparison } from './renderComparison.ts';
import { lookOf } from './terminal.ts';

const syntax: Syntax = { stopsAtOperand: false, options: { json: 'flag' } };

/** Gives the exit status: 0 also when the later run is slower. Rejects with a UserError when one cannot be read. */
export async function compareCommand(words: readonly string[]): Promise<number> {
  const { options, operands } = parseArguments(words, syntax);
  const [before, after, unexpected] = operands;
  if (before === undefined || after === undefined) throw usage('Two captures are needed: BEFORE and AFTER.');
  if (unexpected !== undefined) throw usage(`"${unexpected}" is one operand too many.`);
  const [one, other] = await Promise.all([open(path.resolve(before)), open(path.resolve(after))]);
  const comparison = compareCaptures(one, other);
  process.stdout.write(
    options.has('json')
      ? `${JSON.stringify(comparison, null, 2)}\n`
      : renderComparison(comparison, lookOf(process.stdout, process.env), other.report.run.cwd),
  );
  return 0;
}

/** A capture, or a file with a report as `--json` prints it. */
async function open(named: string): Promise<ComparedCapture> {
  const isFile = await stat(named).then(
    (found) => found.isFile() && path.basename(named) !== manifestFile,
    () => false,
  );
  if (isFile) return { report: await readReportFile(named), captureDir: '' };
  const captureDir = await findCapture(named);
  return { report: await openReport(captureDir), captureDir };
}
