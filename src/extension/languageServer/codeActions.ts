/** What can be done about the code at a line, as the run measured it. Pure. */
import type { RecommendedAction, Report } from '../../profiler/report.ts';
import type { LoopAwait } from './serialAwaits.ts';

export interface OfferedAction {
  readonly title: string;
  readonly action: RecommendedAction;
  /** What the command takes, beside the capture. */
  readonly apply: { readonly recommendationId: string } | { readonly action: RecommendedAction };
}

/** 1-based, both included. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/**
 * Where no recommendation says how many: what most services take from one client without complaint (browsers open six
 * connections to a host).
 */
const usualLimit = 6;

/** `isThisFile`: whether a path of the report is the document. `awaits` is asked only where it matters: it parses. */
export function actionsAt(
  report: Report,
  lines: Lines,
  isThisFile: (file: string) => boolean,
  awaits: () => readonly LoopAwait[],
): OfferedAction[] {
  const isHere = (line: number): boolean => lines.first <= line && line <= lines.last;
  const offered: OfferedAction[] = [];
  const covered = new Set<number>();
  for (const { id, title, action, target } of report.recommendations) {
    const place = action && ('location' in action ? action.location : target?.location);
    if (!place || !isThisFile(place.file)) continue;
    if (action.kind === 'bound-awaits') covered.add(place.line);
    // The cursor may stand on the function that it is about, or on the line that changes.
    const atTarget = target !== null && isThisFile(target.location.file) && isHere(target.location.line);
    if (isHere(place.line) || atTarget) offered.push({ title: `${title}…`, action, apply: { recommendationId: id } });
  }
  const serial = serialTasks(report, isThisFile);
  if (serial.size === 0) return offered;
  const limit =
    report.recommendations.find(({ model, size }) => model === 'async' && size !== null)?.size ?? usualLimit;
  for (const { line, column, functionLine } of awaits()) {
    if (!isHere(line) || covered.has(line) || !serial.has(functionLine ?? topLevel)) continue;
    covered.add(line);
    const file = serial.get(functionLine ?? topLevel) ?? '';
    const action: RecommendedAction = { kind: 'bound-awaits', location: { file, line, column }, limit };
    offered.push({
      title: `Run These Awaits Concurrently, at Most ${limit} at a Time…`,
      action,
      apply: { action },
    });
  }
  return offered;
}

/** The report places the code outside of all functions on the first line. */
const topLevel = 1;

/** Line of the function → its file, where it awaited one operation after another though none needed the one before. */
function serialTasks({ tasks }: Report, isThisFile: (file: string) => boolean): Map<number, string> {
  return new Map(
    tasks.flatMap(({ awaits, location }) =>
      awaits === 'serial-independent' && location && isThisFile(location.file) ? [[location.line, location.file]] : [],
    ),
  );
}
