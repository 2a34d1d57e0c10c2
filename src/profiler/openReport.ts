/** From a capture folder to its Report: the whole pipeline, one stage a line. */
import { readCachedReport, writeCachedReport } from './capture/reportCache.ts';
import { loadCapture } from './capture/load.ts';
import { analyse } from './analysis/index.ts';
import { advise } from './advice/index.ts';
import type { Report } from './report.ts';

/**
 * The report of a capture, made from its data or taken from its folder when this very version made it before.
 * A capture that was cut off is finished first. Rejects with a UserError when `dir` is no readable capture.
 */
export async function openReport(dir: string): Promise<Report> {
  const cached = await readCachedReport(dir);
  if (cached) return cached;
  const capture = await loadCapture(dir);
  const report = analyse(capture);
  report.recommendations = advise(report);
  await writeCachedReport(dir, report);
  return report;
}
