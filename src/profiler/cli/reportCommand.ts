/** `report`: shows a capture again, or profile files in a page. */
import path from 'node:path';
import { usage } from '../errors.ts';
import { writeHtmlReport } from '../export/html.ts';
import { writeProfileHtml } from '../export/profileHtml.ts';
import { isProfileName } from '../capture/format/profileNames.ts';
import { openReport } from '../openReport.ts';
import { parseArguments, type Syntax } from './arguments.ts';
import { findCapture } from './findCapture.ts';
import { printReport } from './printReport.ts';

const syntax: Syntax = { stopsAtOperand: false, options: { json: 'flag', html: 'file?' } };

/** Gives the exit status. Rejects with a UserError when there is no readable capture. */
export async function reportCommand(words: readonly string[]): Promise<number> {
  const { options, operands } = parseArguments(words, syntax);
  const [capture, unexpected] = operands;
  if (capture === undefined) throw usage('No capture is named.');
  if (operands.every(isProfileName)) return profilePage(operands, options);
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

/** Profiles alone tell no verdict; what they hold is shown. */
async function profilePage(files: readonly string[], options: ReadonlyMap<string, string>): Promise<number> {
  const html = options.get('html');
  if (html === undefined) throw usage('A profile alone has no report. Add --html FILE for a page that shows it.');
  const target = path.resolve(html || `${files[0]}.html`);
  const profiles = files.map((file) => path.resolve(file));
  process.stdout.write(`${await writeProfileHtml(profiles, target)}\n`);
  return 0;
}
