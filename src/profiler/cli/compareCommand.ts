/** `compare`: two captures side by side. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { manifestFile } from '../capture/manifest.ts';
import { compareCaptures, type ComparedCapture } from '../compare/index.ts';
import { notAReport, usage } from '../errors.ts';
import { openReport } from '../openReport.ts';
import type { Report } from '../report.ts';
import { parseArguments, type Syntax } from './arguments.ts';
import { findCapture } from './findCapture.ts';
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
  if (isFile) return { report: await readReport(named), captureDir: '' };
  const captureDir = await findCapture(named);
  return { report: await openReport(captureDir), captureDir };
}

async function readReport(file: string): Promise<Report> {
  let report: Partial<Report> | null;
  try {
    report = JSON.parse(await readFile(file, 'utf8')) as Partial<Report> | null;
  } catch (error) {
    throw notAReport(file, error instanceof SyntaxError ? 'it is not JSON' : String((error as Error).message));
  }
  const isReport = report?.schemaVersion === 1 && report.run && report.verdict && Array.isArray(report.hotFunctions);
  if (!isReport) throw notAReport(file, 'it lacks what a report has');
  return report as Report;
}
