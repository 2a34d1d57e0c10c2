/** Whether an action still fits the text that was measured: its lines are those of that text. Pure. */
import type { ProjectFiles } from '../../profiler/edit/editPlan.ts';
import type { RecommendedAction, Report } from '../../profiler/report.ts';
import { fileKey } from '../languageServer/fileKey.ts';
import { isMeasuredText } from '../languageServer/staleness.ts';

/** The file whose lines the action names; null where it names none. */
export function fileOf(action: RecommendedAction): string | null {
  switch (action.kind) {
    case 'bound-awaits':
    case 'change-limit':
    case 'use-promise-version':
    case 'move-to-worker':
      return action.location.file;
    case 'run-in-cluster':
      return action.file;
    case 'set-pool-size':
      // Changes the script that starts the program, and nothing inside of the program.
      return null;
  }
}

export type Fit = 'same' | 'changed' | 'missing' | 'not-measured';

/** 'not-measured': the report has no hash of the file, so nobody can tell. */
export function fitOf(action: RecommendedAction, { sources }: Pick<Report, 'sources'>, files: ProjectFiles): Fit {
  const file = fileOf(action);
  if (file === null) return 'same';
  const text = files.read(file);
  if (text === null) return 'missing';
  const key = fileKey(file);
  const source = sources.find((one) => fileKey(one.file) === key);
  if (!source) return 'not-measured';
  return isMeasuredText(text, source.sha256) ? 'same' : 'changed';
}
