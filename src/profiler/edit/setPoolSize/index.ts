/** UV_THREADPOOL_SIZE wherever the program is started: npm scripts and launch configurations. */
import type { RecommendedAction } from '../../report.ts';
import type { EditResult, FileChange, ProjectFiles, Replacement } from '../editPlan.ts';
import { nameOf } from '../filePath.ts';
import { findLaunchStarts, findScriptStarts } from '../starts/findStarts.ts';
import { sizeInLaunch } from './sizeInLaunch.ts';
import { sizeInScripts } from './sizeInScripts.ts';
import { variable } from './variable.ts';

type Action = Extract<RecommendedAction, { kind: 'set-pool-size' }>;

/** What one start needs: replacements, a sentence why it cannot be changed, or nothing when it has the size already. */
export interface StartEdit {
  /** As the title names it: `npm run start`. */
  readonly where: string;
  readonly changes: readonly (
    FileChange | { readonly kind: 'replace'; readonly file: string; readonly with: Replacement }
  )[];
  readonly notes: readonly string[];
  readonly refusal?: string;
}

export function planSetPoolSize({ file, size }: Action, files: ProjectFiles): EditResult {
  const program = nameOf(file);
  const starts = [
    ...sizeInScripts(findScriptStarts(file, files), size, files),
    ...findLaunchStarts(file, files).map((start) => sizeInLaunch(start, size)),
  ];
  if (starts.length === 0)
    return refuse(
      `No script in package.json and no configuration in launch.json starts ${program}. Where it is started, set ${variable}=${size} in its environment.`,
    );
  const changed = starts.filter(({ changes }) => changes.length > 0);
  const refusals = starts.flatMap(({ refusal }) => refusal ?? []);
  if (changed.length === 0)
    return refuse(refusals[0] ?? `${variable} is ${size} already wherever ${program} is started.`);
  const places = changed.map(({ where }) => where);
  return {
    ok: true,
    plan: {
      title: `Give the thread pool ${size} threads in ${listed(places)} (${variable})`,
      changes: mergeChanges(changed.flatMap(({ changes }) => changes)),
      packages: [],
      notes: [...new Set([...changed.flatMap(({ notes }) => notes), ...refusals])],
    },
  };
}

const refuse = (reason: string): EditResult => ({ ok: false, reason });

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;

/** One change a file, each place once: several scripts may share a file of variables. */
function mergeChanges(changes: StartEdit['changes']): FileChange[] {
  const created = new Map<string, FileChange>();
  const replaced = new Map<string, Map<number, Replacement>>();
  for (const change of changes) {
    if (change.kind === 'replace') {
      const ofFile = replaced.get(change.file) ?? new Map<number, Replacement>();
      replaced.set(change.file, ofFile.set(change.with.start, change.with));
    } else created.set(change.file, change);
  }
  const changesOfFiles = [...replaced].map(([file, byStart]): FileChange => ({
    kind: 'change',
    file,
    replacements: [...byStart.values()].sort((a, b) => a.start - b.start),
  }));
  return [...changesOfFiles, ...created.values()];
}
