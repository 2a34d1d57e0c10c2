import type { Report } from '../report.ts';
import { renderReport, type Places } from './renderReport.ts';
import { lookOf } from './terminal.ts';

/** On stdout, for readers or for programs. */
export function printReport(report: Report, how: Places & { readonly json: boolean }): void {
  if (how.json) {
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return;
  }
  process.stdout.write(renderReport(report, lookOf(process.stdout, process.env), how));
}
