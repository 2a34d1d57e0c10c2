/** `report`: shows a capture again. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { listCaptures } from '../capture/list.ts';
import { manifestFile } from '../capture/manifest.ts';
import { usage } from '../errors.ts';
import { writeHtmlReport } from '../export/html.ts';
import { openReport } from '../openReport.ts';
import { parseArguments, type Syntax } from './arguments.ts';
import { printReport } from './printReport.ts';

const syntax: Syntax = { stopsAtOperand: false, options: { json: 'flag', html: 'file?' } };

/** Gives the exit status. Rejects with a UserError when there is no readable capture. */
export async function reportCommand(words: readonly string[]): Promise<number> {
  const { options, operands } = parseArguments(words, syntax);
  const [capture, unexpected] = operands;
  if (capture === undefined) throw usage('No capture is named.');
  if (unexpected !== undefined) throw usage(`"${unexpected}" is one operand too many.`);
  const json = options.has('json');
  const html = options.get('html');
  if (json && html !== undefined) throw usage('Choose either --json or --html.');

  const captureDir = await findCapture(path.resolve(capture));
  const report = await openReport(captureDir);
  if (html === undefined) {
    printReport(report, { json, captureDir, htmlFile: null });
  } else {
    process.stdout.write(`${await writeHtmlReport(captureDir, report, html ? path.resolve(html) : null)}\n`);
  }
  return 0;
}

/** The folder itself, its capture.json, or a folder of captures, of which the newest is meant. */
async function findCapture(named: string): Promise<string> {
  if (path.basename(named) === manifestFile) return path.dirname(named);
  if (await stat(path.join(named, manifestFile)).catch(() => null)) return named;
  const [newest] = await listCaptures(named);
  return newest?.dir ?? named;
}
