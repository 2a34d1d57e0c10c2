/** Replacements and text → the new text; also the check that a planner's replacements are in order. */
import type { EditPlan, ProjectFiles, Replacement } from './editPlan.ts';

/** Throws a RangeError when they are not sorted, overlap or leave the text: a bug in a planner. */
export function applyReplacements(text: string, replacements: readonly Replacement[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, text: inserted, label } of replacements) {
    if (!(start >= at && end >= start && end <= text.length))
      throw new RangeError(`Replacement "${label}" of ${start}..${end} does not follow ${at} in ${text.length} units.`);
    pieces.push(text.slice(at, start), inserted);
    at = end;
  }
  return pieces.join('') + text.slice(at);
}

/** File → its text after the plan, for every file that it changes or creates. */
export function applyPlan(plan: EditPlan, files: ProjectFiles): Map<string, string> {
  return new Map(
    plan.changes.map((change) => [
      change.file,
      change.kind === 'create' ? change.text : applyReplacements(files.read(change.file) ?? '', change.replacements),
    ]),
  );
}

/** As plans want them. Those that start at the same place stay in the order given. */
export const inOrder = (replacements: readonly Replacement[]): Replacement[] =>
  [...replacements].sort((a, b) => a.start - b.start || a.end - b.end);
